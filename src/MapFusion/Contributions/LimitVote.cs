using Telemetry.Contracts.Limits;

namespace Telemetry.MapFusion.Contributions;

/// <summary>A limit that a car held in force, as one small number: three times the limit's index plus the freshness.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Freshness">How far behind the sign is.</param>
internal readonly record struct LimitVote(SpeedLimit Limit, VoteFreshness Freshness)
{
    /// <summary>The largest code.</summary>
    public const int MaxCode = VariableIndex * Classes + Classes - 1;

    /// <summary>The smallest code.</summary>
    public const int MinCode = Classes;

    private const int Classes = 3;
    private const int LargestValue = 250;
    private const int NoneIndex = 2 * LargestValue + 1;
    private const int VariableIndex = NoneIndex + 1;

    /// <summary>The code, <see cref="MinCode"/> to <see cref="MaxCode"/>.</summary>
    public int Code => IndexOf(Limit) * Classes + (int)Freshness;

    /// <summary>The vote of a code in range.</summary>
    public static LimitVote FromCode(int code) => new(LimitOf(code / Classes), (VoteFreshness)(code % Classes));

    /// <summary>1 to 250 for km/h, 251 to 500 for mph, then no limit, then variable. Also the order in which ties break.</summary>
    public static int IndexOf(SpeedLimit limit) => limit.Kind switch
    {
        SpeedLimitKind.None => NoneIndex,
        SpeedLimitKind.Variable => VariableIndex,
        _ => limit.Unit == SpeedUnit.Kmh ? limit.Value : LargestValue + limit.Value,
    };

    /// <summary>The limit of an index.</summary>
    public static SpeedLimit LimitOf(int index) => index switch
    {
        NoneIndex => SpeedLimit.Unlimited,
        VariableIndex => SpeedLimit.Variable,
        > LargestValue => SpeedLimit.Mph(index - LargestValue),
        _ => SpeedLimit.Kmh(index),
    };
}
