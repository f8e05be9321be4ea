using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Model;
using Telemetry.RoadNetwork.Wire;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>The turn restrictions of a cell, in their order.</summary>
internal static class RestrictionEncoding
{
    private const int SmallestStepBytes = sizeof(ulong) + 1;

    // Relation, condition, number of steps, two steps.
    private const int SmallestBytes = 3 + 2 * SmallestStepBytes;

    /// <exception cref="ArgumentException">They are not in order, or one is there twice.</exception>
    public static void Write(CompactWriter writer, ImmutableArray<TurnRestriction> restrictions, TextTable texts)
    {
        writer.Varint((ulong)restrictions.Length);
        for (var i = 0; i < restrictions.Length; i++)
        {
            var restriction = restrictions[i];
            if (i > 0 && restrictions[i - 1].CompareTo(restriction) >= 0)
                throw new ArgumentException($"A turn restriction of relation {restriction.OsmRelationId} is out of order.", nameof(restrictions));
            writer.ZigZag(restriction.OsmRelationId);
            writer.Varint((ulong)texts[restriction.Condition]);
            writer.Varint((ulong)restriction.Path.Length);
            foreach (var step in restriction.Path)
            {
                writer.Fixed64(step.Id.Value);
                writer.Byte((byte)step.Direction);
            }
        }
    }

    /// <exception cref="FormatException">They are not what <see cref="Write"/> writes.</exception>
    public static ImmutableArray<TurnRestriction> Read(ref CompactReader reader, ReadOnlySpan<string?> texts)
    {
        var restrictions = ImmutableArray.CreateBuilder<TurnRestriction>(reader.Int(reader.Left / SmallestBytes));
        for (var i = 0; i < restrictions.Capacity; i++)
        {
            var relation = reader.ZigZag();
            var condition = texts[reader.Int(texts.Length - 1)];
            restrictions.Add(new TurnRestriction(ReadPath(ref reader), relation, condition));
            if (i > 0 && restrictions[i - 1].CompareTo(restrictions[i]) >= 0)
                throw new FormatException($"a turn restriction of relation {relation} is out of order");
        }

        return restrictions.MoveToImmutable();
    }

    private static ImmutableArray<DirectedSegment> ReadPath(ref CompactReader reader)
    {
        var path = ImmutableArray.CreateBuilder<DirectedSegment>(reader.Int(reader.Left / SmallestStepBytes));
        for (var i = 0; i < path.Capacity; i++)
        {
            var id = new SegmentId(reader.Fixed64());
            var direction = reader.Byte();
            path.Add(direction <= (byte)TravelDirection.Backward
                ? new DirectedSegment(id, (TravelDirection)direction)
                : throw new FormatException($"there is no TravelDirection {direction}"));
        }

        return path.Count >= 2 ? path.MoveToImmutable() : throw new FormatException("a turn restriction has no turn");
    }
}
