using System.Text.Json;
using Telemetry.AppHost.Commands;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.MapStore.BaseMaps;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.AppHost.Tests;

public sealed class ChangeLogTests : IDisposable
{
    private static readonly RoadSegment s_road = new()
    {
        Id = SegmentIds.Of(7, 1, 2, 0), OsmWayId = 7, OsmFromNodeId = 1, OsmToNodeId = 2, LengthM = 148.33, Class = RoadClass.Residential,
        Line = [new GeoPoint(0, 0), new GeoPoint(9, 9)], ForwardAllowed = true, BackwardAllowed = true, ForwardLimit = SpeedLimit.Kmh(50),
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private FileInfo File => new(Path.Combine(_folder.FullName, "changes.jsonl"));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Write_EveryKindOfChange_IsALineThatSaysWhatChanged()
    {
        using (var log = new ChangeLog(File))
        {
            log.Write(new SegmentChange(null, s_road));
            log.Write(new SegmentChange(s_road, null) { RetiredFacts = 2 });
            log.Write(new SegmentChange(s_road, s_road with { ForwardLimit = SpeedLimit.Kmh(30), Name = "New" }) { DroppedFacts = 1 });
            log.Complete();
        }

        var lines = System.IO.File.ReadAllLines(File.FullName).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["added", "removed", "changed"], lines.Select(line => line.GetProperty("change").GetString()));
        Assert.All(lines, line => Assert.Equal((s_road.Id.ToString(), 7), (line.GetProperty("segment_id").GetString(), line.GetProperty("osm_way_id").GetInt64())));
        Assert.False(lines[0].TryGetProperty("limits", out _));
        Assert.Equal(2, lines[1].GetProperty("retired_facts").GetInt32());
        Assert.Equal(
            """{"before":{"forward":"50"},"after":{"forward":"30"}}""", lines[2].GetProperty("limits").GetRawText());
        Assert.True(lines[2].GetProperty("altered").GetBoolean());
        Assert.False(lines[2].TryGetProperty("moved", out _));
        Assert.Equal(1, lines[2].GetProperty("dropped_facts").GetInt32());
    }

    [Fact]
    public void Dispose_ImportFailed_LeavesNoFileAndKeepsTheOneBefore()
    {
        System.IO.File.WriteAllText(File.FullName, "last month's");
        using (var log = new ChangeLog(File))
            log.Write(new SegmentChange(null, s_road));

        Assert.Equal("last month's", System.IO.File.ReadAllText(File.FullName));
        Assert.Single(_folder.GetFiles());
    }
}
