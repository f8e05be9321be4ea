namespace Telemetry.LoadTest.Posting;

/// <summary>Why a body is posted again.</summary>
public enum RetryCause
{
    /// <summary>No answer: the connection failed, or the request timed out.</summary>
    NoAnswer = 0,

    /// <summary>429: the fleet sends more than its quota.</summary>
    OverQuota = 1,

    /// <summary>503 or another answer that asks to come again.</summary>
    Unavailable = 2,
}
