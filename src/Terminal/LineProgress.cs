namespace Telemetry.Terminal;

/// <summary>Tells what goes on, line by line, on standard error; in order, unlike <see cref="Progress{T}"/>.</summary>
public sealed class LineProgress : IProgress<string>
{
    /// <inheritdoc/>
    public void Report(string value) => Console.Error.WriteLine(value);
}
