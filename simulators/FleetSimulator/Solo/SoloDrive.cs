using Telemetry.Contracts.Client;
using Telemetry.Contracts.V1;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Solo;

/// <summary>
/// One trip of one vehicle from begin to end: what it sends, and where it truly was. Only evaluation may look at the truth. Immutable.
/// </summary>
public sealed class SoloDrive
{
    private readonly long[] _timesMs;
    private readonly double[] _atM;

    internal SoloDrive(
        int number, DateTimeOffset begin, int[] edges, double[] startM, double fromM, double toM, long[] timesMs, double[] atM,
        IReadOnlyList<FrameMessage> messages)
    {
        (Number, BeginUtc, Edges, StartM, FromM, ToM) = (number, begin, edges, startM, fromM, toM);
        (_timesMs, _atM, Messages) = (timesMs, atM, messages);
        var last = edges.Length - 1;
        var first = 0;
        while (first < last && startM[first] < fromM + DriveRecorder.TripEndM)
            first++;
        var end = first;
        while (end < last && startM[end + 1] + DriveRecorder.TripEndM <= toM)
            end++;
        (CompleteFrom, CompleteTo) = (first, end);
    }

    /// <summary>0 for the first drive; the vehicle's number as well, for every drive is another vehicle's.</summary>
    public int Number { get; }

    /// <summary>When it set out.</summary>
    public DateTimeOffset BeginUtc { get; }

    /// <summary>Directed edges of the true graph (see <see cref="RoadGraph.EdgeOf"/>) in driving order, at least two.</summary>
    public IReadOnlyList<int> Edges { get; }

    /// <summary>Metres along the trip at which each edge begins, and after the last the end of that.</summary>
    public IReadOnlyList<double> StartM { get; }

    /// <summary>Metres along the trip at which the car set out.</summary>
    public double FromM { get; }

    /// <summary>Metres along the trip at which it stopped.</summary>
    public double ToM { get; }

    /// <summary>Index of the first edge that was driven from end to end outside the first and last 150 m.</summary>
    public int CompleteFrom { get; }

    /// <summary>Index behind the last such edge; equals <see cref="CompleteFrom"/> where there is none.</summary>
    public int CompleteTo { get; }

    /// <summary>What the car sends, in order.</summary>
    public IReadOnlyList<FrameMessage> Messages { get; }

    /// <summary>Metres along the trip at which the frame with this time was taken.</summary>
    /// <exception cref="ArgumentException">No frame carries the time.</exception>
    public double AtM(long timestampUtcMs)
    {
        var index = Array.BinarySearch(_timesMs, timestampUtcMs);
        return index >= 0 ? _atM[index] : throw new ArgumentException("No frame of the drive carries the time.", nameof(timestampUtcMs));
    }
}
