namespace Telemetry.HttpHosting.Health;

/// <summary>A readiness check made of a call that succeeds or throws.</summary>
/// <param name="name">What is checked, in words.</param>
/// <param name="check">Throws where it is not reachable.</param>
public sealed class DelegateReadinessCheck(string name, Func<CancellationToken, Task> check) : IReadinessCheck
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) => check(cancellationToken);
}
