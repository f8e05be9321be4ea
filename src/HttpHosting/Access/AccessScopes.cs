namespace Telemetry.HttpHosting.Access;

/// <summary>What a token may do.</summary>
[Flags]
public enum AccessScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Post frames of its fleet and ask for their receipts.</summary>
    Ingest = 1,

    /// <summary>Read the published map.</summary>
    Read = 2,

    /// <summary>See what is not published yet; includes <see cref="Read"/>.</summary>
    Admin = 4,
}
