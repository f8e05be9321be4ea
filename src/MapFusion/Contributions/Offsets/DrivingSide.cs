using System.Collections.Frozen;

namespace Telemetry.MapFusion.Contributions.Offsets;

/// <summary>
/// On which side of the road a country drives: on the left in those of the list kept by the <i>World Standards</i> project and
/// Kincaid (<i>The Rule of the Road</i>, 1986), elsewhere and where the country is not known on the right.
/// </summary>
internal static class DrivingSide
{
    private static readonly FrozenSet<string> s_left = (
        "AG AI AU BB BD BM BN BS BT BW CC CK CX CY DM FJ FK GB GD GG GS GY HK ID IE IM IN JE JM JP KE KI KN KY LC LK LS MO MS MT " +
        "MU MV MW MY MZ NA NF NP NR NU NZ PG PK PN SB SC SG SH SR SZ TC TH TK TL TO TT TV TZ UG VC VG VI WS ZA ZM ZW")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>1 where one keeps right, -1 where one keeps left.</summary>
    /// <param name="country">ISO 3166-1 in two capitals, or a region of it (<c>BE-VLG</c>); null where it is not known.</param>
    public static int Of(string? country) => country is { Length: >= 2 } && s_left.Contains(country[..2]) ? -1 : 1;
}
