using Telemetry.Contracts.V1;

namespace Telemetry.FleetSimulator.Uploads;

/// <summary>Where posted messages go. Not thread-safe.</summary>
internal interface IMessageSink : IAsyncDisposable
{
    /// <summary>Takes a message that is posted at a moment of event time; moments never go back.</summary>
    ValueTask PostAsync(FrameMessage message, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Nothing more comes: finishes what is under way.</summary>
    ValueTask CompleteAsync(CancellationToken cancellationToken);
}
