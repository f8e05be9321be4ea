using Telemetry.Contracts.Geography;

namespace Telemetry.MapFusion.Facts;

/// <summary>The part of a road off the network that lies in one cell, from that cell's evidence alone.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Number">Its number among the cell's pieces.</param>
/// <param name="Line">Two points or more, none beyond the cell's edge.</param>
/// <param name="ErrorM">The largest standard error of a place of the road that it is of, across the line.</param>
/// <param name="BeginsAt">The neighbour on whose edge the line begins; null where it begins inside.</param>
/// <param name="EndsAt">The neighbour on whose edge the line ends; null where it ends inside.</param>
/// <param name="Forward">True where it was driven in the line's order.</param>
/// <param name="Backward">True where it was driven against it.</param>
/// <param name="Vehicles">Distinct vehicles of one epoch beside it.</param>
/// <param name="Passes">Tracks beside it.</param>
/// <param name="FirstDay">First event day.</param>
/// <param name="LastDay">Last event day.</param>
internal sealed record RoadPiece(
    CellId Cell, int Number, IReadOnlyList<GeoPoint> Line, double ErrorM, CellId? BeginsAt, CellId? EndsAt, bool Forward,
    bool Backward, int Vehicles, int Passes, int FirstDay, int LastDay);
