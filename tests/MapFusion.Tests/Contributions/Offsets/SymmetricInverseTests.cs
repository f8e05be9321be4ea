using Telemetry.MapFusion.Contributions.Offsets;

namespace Telemetry.MapFusion.Tests.Contributions.Offsets;

public sealed class SymmetricInverseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public void Replace_PositiveDefiniteMatrix_GivesItsInverse(int size)
    {
        var random = new Random(size);
        var factor = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                factor[i, j] = random.NextDouble() - 0.5;
        var matrix = Product(factor, Transposed(factor));
        for (var i = 0; i < size; i++)
            matrix[i, i] += 0.1;
        var inverse = (double[,])matrix.Clone();

        SymmetricInverse.Replace(inverse);

        var unit = Product(matrix, inverse);
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                Assert.Equal(i == j ? 1 : 0, unit[i, j], 1e-9);
    }

    [Fact]
    public void Replace_OtherMatrix_Throws() =>
        Assert.Throws<ArgumentException>(() => SymmetricInverse.Replace(new double[,] { { 1, 2 }, { 2, 1 } }));

    private static double[,] Product(double[,] a, double[,] b)
    {
        var n = a.GetLength(0);
        var product = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                for (var k = 0; k < n; k++)
                    product[i, j] += a[i, k] * b[k, j];
        return product;
    }

    private static double[,] Transposed(double[,] a)
    {
        var n = a.GetLength(0);
        var transposed = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                transposed[i, j] = a[j, i];
        return transposed;
    }
}
