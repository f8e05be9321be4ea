namespace Telemetry.RoadNetwork.Graph;

/// <summary>Takes the pieces that a <see cref="PieceIndex"/> finds; a struct, so that calls are inlined.</summary>
internal interface IPieceVisitor
{
    /// <summary>A piece of <paramref name="segment"/> that begins at point <paramref name="piece"/>.</summary>
    void Visit(int segment, int piece);
}
