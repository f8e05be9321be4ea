namespace Telemetry.MapStore.Published;

/// <summary>What a change does to a reader's copy.</summary>
public enum ChangeOperation : byte
{
    /// <summary>Insert or replace the feature.</summary>
    Upsert = 0,

    /// <summary>Drop the feature.</summary>
    Delete = 1,
}
