using Telemetry.Contracts.Limits;

namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// What a car knows of the limit in force, as one small number: thirty times the limit's index plus how it knows.
/// </summary>
/// <param name="Index">
/// Index of the limit; 0 where the car knows none: it passed no sign, or one that ended a limit and named no other; and
/// <see cref="TownIndex"/> behind the begin of a town without a number.
/// </param>
/// <param name="From">How the car knows; where it passed no sign, <see cref="SignDistance.Nowhere"/>.</param>
internal readonly record struct LimitVote(int Index, SignDistance From)
{
    /// <summary>The largest code.</summary>
    public const int MaxCode = TownIndex * Ways + Ways - 1;

    /// <summary>Behind the end of a limit, a zone or a town: what holds by law outside towns, or what is not known.</summary>
    public const int EndIndex = 0;

    /// <summary>Behind the begin of a town: what holds by law in towns.</summary>
    public const int TownIndex = VariableIndex + 1;

    private const int Ways = SignDistance.Classes;
    private const int LargestValue = 250;
    private const int NoneIndex = 2 * LargestValue + 1;
    private const int VariableIndex = NoneIndex + 1;

    /// <summary>A car that knows nothing.</summary>
    public static LimitVote Nothing { get; } = new(EndIndex, SignDistance.Nowhere);

    /// <summary>The code, 0 to <see cref="MaxCode"/>.</summary>
    public int Code => Index * Ways + From.Class;

    /// <summary>The vote of a code in range.</summary>
    public static LimitVote FromCode(int code) => new(code / Ways, new SignDistance((byte)(code % Ways)));

    /// <summary>1 to 250 for km/h, 251 to 500 for mph, then no limit, then variable. Also the order in which ties break.</summary>
    public static int IndexOf(SpeedLimit limit) => limit.Kind switch
    {
        SpeedLimitKind.None => NoneIndex,
        SpeedLimitKind.Variable => VariableIndex,
        _ => limit.Unit == SpeedUnit.Kmh ? limit.Value : LargestValue + limit.Value,
    };

    /// <summary>True for an index that stands for signs that name no limit.</summary>
    public static bool IsUnnamed(int index) => index is EndIndex or TownIndex;

    /// <summary>The limit of an index that names one.</summary>
    public static SpeedLimit LimitOf(int index) => index switch
    {
        NoneIndex => SpeedLimit.Unlimited,
        VariableIndex => SpeedLimit.Variable,
        > LargestValue => SpeedLimit.Mph(index - LargestValue),
        _ => SpeedLimit.Kmh(index),
    };
}
