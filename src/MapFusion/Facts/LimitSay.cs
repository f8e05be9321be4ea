using Telemetry.MapFusion.Contributions;

namespace Telemetry.MapFusion.Facts;

/// <summary>A vehicle's word at a place.</summary>
/// <param name="Word">The word.</param>
/// <param name="Hour">Event hour since 1970.</param>
/// <param name="Epoch">The epoch of its pseudonym.</param>
/// <param name="Fleet">The fleet.</param>
internal readonly record struct LimitSay(LimitWord Word, int Hour, int Epoch, uint Fleet)
{
    /// <summary>The event day.</summary>
    public int Day => Contribution.DayOf(Hour);

    /// <summary>What is said: the index of a limit, or -1 for who knows nothing.</summary>
    public int Claim => Word.IsOfSign ? Word.Limit : -1;
}
