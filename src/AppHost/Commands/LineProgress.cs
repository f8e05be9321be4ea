namespace Telemetry.AppHost.Commands;

/// <summary>Tells what goes on, line by line, on standard error; in order, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class LineProgress : IProgress<string>
{
    public void Report(string value) => Console.Error.WriteLine(value);
}
