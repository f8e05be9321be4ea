namespace Telemetry.Terminal;

/// <summary>
/// Something that goes on and is shown until it is disposed of. Call <see cref="Complete"/> where it went well, so that what came
/// of it stays to be read.
/// </summary>
/// <param name="progress">Shows it.</param>
/// <param name="line">What is shown.</param>
/// <typeparam name="T">What is shown.</typeparam>
public sealed class LiveStep<T>(VerbProgress progress, T line) : IDisposable
    where T : ILiveLine
{
    /// <summary>What is shown.</summary>
    public T Line => line;

    /// <summary>Ends it, and says what came of it.</summary>
    public void Complete() => progress.End(line, line.Conclude());

    /// <summary>Ends it; says nothing.</summary>
    public void Dispose() => progress.End(line, null);
}
