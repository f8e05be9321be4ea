using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapFusion.Contributions;

/// <summary>What one message adds to the evidence of one grain. Immutable.</summary>
/// <param name="Grain">Whose evidence it adds to.</param>
/// <param name="Id">
/// The same for every resend of the message. Folding it a second time changes nothing. Two contributions of one id must be
/// equal in everything else.
/// </param>
/// <param name="EventHour">
/// Hours since 1970 UTC of the message's first frame. Day and epoch of the contribution follow from it, so that one message
/// never counts under two pseudonyms on one grain.
/// </param>
/// <param name="HomeCell">Cell of <see cref="CellGrid.BaseMap"/> where the segment is at home; default for cell grains.</param>
/// <param name="Payload">
/// The evidence: for a segment see <see cref="SegmentPass"/>, for a cell <see cref="CellTrack"/>.
/// </param>
public sealed record Contribution(
    GrainId Grain, Hash128 Id, int EventHour, CellId HomeCell, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Hours in a day.</summary>
    internal const int HoursPerDay = 24;

    /// <summary>Days in an epoch of pseudonyms.</summary>
    internal const int DaysPerEpoch = 28;

    /// <summary>The UTC day of an event hour, counted from 1970-01-01.</summary>
    internal static int DayOf(int eventHour) => eventHour / HoursPerDay;

    /// <summary>The epoch of pseudonyms that a day lies in.</summary>
    internal static int EpochOf(int day) => day / DaysPerEpoch;
}
