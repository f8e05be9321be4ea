namespace Telemetry.Contracts.Validation;

/// <summary>Stable codes that say why a message was rejected.</summary>
public static class RejectReason
{
    /// <summary>A required field is absent or empty.</summary>
    public const string Missing = "missing";

    /// <summary>A text is longer than allowed.</summary>
    public const string TooLong = "too_long";

    /// <summary>Fewer items than needed.</summary>
    public const string TooFew = "too_few";

    /// <summary>More items than allowed.</summary>
    public const string TooMany = "too_many";

    /// <summary>A number is NaN or infinite.</summary>
    public const string NotFinite = "not_finite";

    /// <summary>A number is outside its range.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>Time runs backwards from one frame to the next.</summary>
    public const string TimeBackwards = "time_backwards";

    /// <summary>A frame is older than 24 hours.</summary>
    public const string TooLate = "too_late";

    /// <summary>A frame is more than 5 minutes ahead of the clock.</summary>
    public const string InFuture = "in_future";
}
