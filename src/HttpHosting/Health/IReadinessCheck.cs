namespace Telemetry.HttpHosting.Health;

/// <summary>Something that must be reachable before a host is sent requests. Safe for use by many threads.</summary>
public interface IReadinessCheck
{
    /// <summary>What is checked, in words.</summary>
    string Name { get; }

    /// <summary>Returns where it is reachable and throws where it is not.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}
