using System.Globalization;

namespace Telemetry.AppHost.Services;

/// <summary>One process of the platform.</summary>
/// <param name="Kind">Which host it runs.</param>
/// <param name="Number">0, or a worker's number, from 1.</param>
public readonly record struct ServiceId(ServiceKind Kind, int Number)
{
    /// <summary>The receiver.</summary>
    public static ServiceId Receiver { get; } = new(ServiceKind.Receiver, 0);

    /// <summary>The map API.</summary>
    public static ServiceId Api { get; } = new(ServiceKind.Api, 0);

    /// <summary>A worker, from 1.</summary>
    public static ServiceId Worker(int number) => new(ServiceKind.Worker, number);

    /// <summary>Reads <c>receiver</c>, <c>api</c> or <c>worker-N</c>; null where the text is something else.</summary>
    public static ServiceId? Parse(string name) => name switch
    {
        "receiver" => Receiver,
        "api" => Api,
        _ when name.StartsWith("worker-", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => Worker(number),
        _ => null,
    };

    /// <summary><c>receiver</c>, <c>api</c> or <c>worker-N</c>: also the name of its pid and log files.</summary>
    public override string ToString() => Kind switch
    {
        ServiceKind.Receiver => "receiver",
        ServiceKind.Api => "api",
        _ => string.Create(CultureInfo.InvariantCulture, $"worker-{Number}"),
    };
}
