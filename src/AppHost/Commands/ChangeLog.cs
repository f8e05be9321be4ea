using System.Text.Json;
using System.Text.Json.Serialization;
using Telemetry.Contracts.Limits;
using Telemetry.MapStore.BaseMaps;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.AppHost.Commands;

/// <summary>
/// The file of <c>import --report</c>: a line of JSON for each segment that an import added, removed or changed. It appears
/// under its name once the import has ended; of one that fails nothing is left. For one thread.
/// </summary>
internal sealed class ChangeLog : IDisposable
{
    private static readonly JsonSerializerOptions s_options = new(ReportJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly FileInfo _file;
    private readonly string _draft;
    private readonly StreamWriter _lines;

    public ChangeLog(FileInfo file)
    {
        (_file, _draft) = (file, file.FullName + ".draft");
        _lines = new StreamWriter(_draft);
    }

    public void Write(SegmentChange change)
    {
        var segment = change.Segment;
        _lines.WriteLine(JsonSerializer.Serialize(
            new
            {
                Change = change.IsAdded ? "added" : change.IsRemoved ? "removed" : "changed",
                SegmentId = segment.Id.ToString(), segment.OsmWayId, segment.OsmFromNodeId, segment.OsmToNodeId,
                LengthM = Math.Round(segment.LengthM, 1),
                Limits = change.IsRetagged ? new { Before = Limits(change.Before!), After = Limits(change.After!) } : null,
                Moved = OrNull(change.IsMoved), Altered = OrNull(change.IsAltered),
                RetiredFacts = OrNull(change.RetiredFacts), DroppedFacts = OrNull(change.DroppedFacts),
            },
            s_options));
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        _lines.Dispose();
        File.Move(_draft, _file.FullName, overwrite: true);
    }

    public void Dispose()
    {
        _lines.Dispose();
        File.Delete(_draft);
    }

    private static object Limits(RoadSegment segment) => new
    {
        Forward = Text(segment.ForwardLimit), Backward = Text(segment.BackwardLimit),
        Conditional = segment.ConditionalLimits.IsEmpty
            ? null
            : segment.ConditionalLimits.Select(limit => $"{limit.Direction}: {limit.Limit} @ ({limit.Condition})".ToLowerInvariant()),
    };

    private static string? Text(SpeedLimit? limit) => limit?.ToString();

    private static bool? OrNull(bool value) => value ? true : null;

    private static int? OrNull(int value) => value > 0 ? value : null;
}
