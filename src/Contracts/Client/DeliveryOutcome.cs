namespace Telemetry.Contracts.Client;

/// <summary>What became of an attempt to post a batch.</summary>
public enum DeliveryOutcome
{
    /// <summary>Taken by the receiver; the messages are gone from the outbox.</summary>
    Accepted = 0,

    /// <summary>Not taken for now; the same messages are posted again after a while.</summary>
    RetryScheduled = 1,

    /// <summary>Refused for what is in it; the messages are gone from the outbox and will not be sent again.</summary>
    Refused = 2,

    /// <summary>The token was refused (401 or 403); the messages stay, and nothing is posted until <see cref="TelemetryClient.Resume"/>.</summary>
    CredentialsRefused = 3,
}
