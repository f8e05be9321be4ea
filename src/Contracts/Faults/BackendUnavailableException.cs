namespace Telemetry.Contracts.Faults;

/// <summary>
/// A store or queue could not be reached, timed out, throttled or refused for now. Never the fault of the data at hand: the
/// caller keeps or releases what it holds and tries again. Every adapter translates its client's errors into this one.
/// </summary>
public sealed class BackendUnavailableException : Exception
{
    /// <param name="backend">The port's name in words, for example <c>chunk store</c>.</param>
    /// <param name="inner">What the client said.</param>
    public BackendUnavailableException(string backend, Exception inner)
        : base($"The {backend} is unavailable: {inner.Message}", inner) => Backend = backend;

    /// <summary>The port's name in words, for example <c>chunk store</c>.</summary>
    public string Backend { get; }
}
