using Telemetry.Contracts.Limits;

namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// What a car knows of the limit in force, as one small number: eleven times the limit's index plus how it knows.
/// </summary>
/// <param name="Index">
/// Index of the limit; 0 where the car knows none: it passed no sign, or one that ended a limit and named no other.
/// </param>
/// <param name="From">How the car knows; where it passed no sign, <see cref="KnownFrom.Nowhere"/>.</param>
internal readonly record struct LimitVote(int Index, KnownFrom From)
{
    /// <summary>The largest index of a limit.</summary>
    public const int MaxIndex = VariableIndex;

    /// <summary>The largest code.</summary>
    public const int MaxCode = MaxIndex * Ways + Ways - 1;

    private const int Ways = (int)KnownFrom.Nowhere + 1;
    private const int LargestValue = 250;
    private const int NoneIndex = 2 * LargestValue + 1;
    private const int VariableIndex = NoneIndex + 1;

    /// <summary>A car that knows nothing.</summary>
    public static LimitVote Nothing { get; } = new(0, KnownFrom.Nowhere);

    /// <summary>The code, 0 to <see cref="MaxCode"/>.</summary>
    public int Code => Index * Ways + (int)From;

    /// <summary>The vote of a code in range.</summary>
    public static LimitVote FromCode(int code) => new(code / Ways, (KnownFrom)(code % Ways));

    /// <summary>1 to 250 for km/h, 251 to 500 for mph, then no limit, then variable. Also the order in which ties break.</summary>
    public static int IndexOf(SpeedLimit limit) => limit.Kind switch
    {
        SpeedLimitKind.None => NoneIndex,
        SpeedLimitKind.Variable => VariableIndex,
        _ => limit.Unit == SpeedUnit.Kmh ? limit.Value : LargestValue + limit.Value,
    };

    /// <summary>The limit of an index above 0.</summary>
    public static SpeedLimit LimitOf(int index) => index switch
    {
        NoneIndex => SpeedLimit.Unlimited,
        VariableIndex => SpeedLimit.Variable,
        > LargestValue => SpeedLimit.Mph(index - LargestValue),
        _ => SpeedLimit.Kmh(index),
    };
}
