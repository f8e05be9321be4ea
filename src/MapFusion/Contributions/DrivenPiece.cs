using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;

namespace Telemetry.MapFusion.Contributions;

/// <summary>A piece of the matched drive on the message's odometer.</summary>
/// <param name="Stretch">Index of its stretch.</param>
/// <param name="Index">Its index in the stretch.</param>
/// <param name="Piece">Segment, direction and places.</param>
/// <param name="BeginM">Odometer where it begins.</param>
/// <param name="LastTurnM">Odometer of the last turn into another road at or before its begin; negative infinity for none.</param>
/// <param name="LeadsOn">True where the stretch goes on with another piece.</param>
internal readonly record struct DrivenPiece(
    int Stretch, int Index, PathPiece Piece, double BeginM, double LastTurnM, bool LeadsOn)
{
    public double EndM => BeginM + Piece.LengthM;

    /// <summary>Metres from the segment's begin, in the direction of travel, to where driving it began.</summary>
    public double EnteredM(double segmentM) =>
        Piece.Direction == TravelDirection.Forward ? Piece.FromM : Math.Max(0, segmentM - Piece.FromM);

    /// <summary>Metres along the segment, in the way's order, at an odometer reading.</summary>
    public double AlongAt(double odometerM)
    {
        var driven = Math.Clamp(odometerM - BeginM, 0, Piece.LengthM);
        return Piece.Direction == TravelDirection.Forward ? Piece.FromM + driven : Piece.FromM - driven;
    }
}
