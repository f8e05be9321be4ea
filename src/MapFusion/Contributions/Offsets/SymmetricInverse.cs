namespace Telemetry.MapFusion.Contributions.Offsets;

/// <summary>Inverse of a symmetric positive definite matrix, by Cholesky's decomposition.</summary>
internal static class SymmetricInverse
{
    /// <summary>Replaces a matrix by its inverse.</summary>
    /// <param name="matrix">Both halves, [row, column].</param>
    /// <exception cref="ArgumentException">The matrix is not positive definite.</exception>
    public static void Replace(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        Decompose(matrix, n);
        Invert(matrix, n);

        // The inverse is the product of the inverse factor's transpose with it.
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
            {
                double sum = 0;
                for (var k = i; k < n; k++)
                    sum += matrix[k, i] * matrix[k, j];
                matrix[i, j] = sum;
            }

        for (var i = 0; i < n; i++)
            for (var j = i + 1; j < n; j++)
                matrix[i, j] = matrix[j, i];
    }

    // The lower triangle becomes the factor.
    private static void Decompose(double[,] matrix, int n)
    {
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                    sum -= matrix[i, k] * matrix[j, k];
                if (i != j)
                    matrix[i, j] = sum / matrix[j, j];
                else if (sum > 0)
                    matrix[i, i] = Math.Sqrt(sum);
                else
                    throw new ArgumentException("The matrix is not positive definite.", nameof(matrix));
            }
    }

    // The lower triangle becomes the factor's inverse.
    private static void Invert(double[,] matrix, int n)
    {
        for (var j = 0; j < n; j++)
        {
            matrix[j, j] = 1 / matrix[j, j];
            for (var i = j + 1; i < n; i++)
            {
                double sum = 0;
                for (var k = j; k < i; k++)
                    sum -= matrix[i, k] * matrix[k, j];
                matrix[i, j] = sum / matrix[i, i];
            }
        }
    }
}
