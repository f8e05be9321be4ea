using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.LearningEvaluation.Roads;

/// <summary>Points along lines at equal distances.</summary>
internal static class LineSamples
{
    /// <summary>Metres from one sample to the next.</summary>
    public const double StepM = 5;

    /// <summary>The samples of a line, from its begin on, every <see cref="StepM"/>; none of a line without points.</summary>
    public static List<GeoPoint> Of(ReadOnlySpan<GeoPoint> line)
    {
        var samples = new List<GeoPoint>();
        double next = 0, begin = 0;
        for (var i = 1; i < line.Length; i++)
        {
            var plane = new LocalProjection(line[i - 1]);
            var piece = plane.ToPlane(line[i]);
            for (; piece.Length > 0 && next <= begin + piece.Length; next += StepM)
                samples.Add(plane.ToGeo(piece * ((next - begin) / piece.Length)));
            begin += piece.Length;
        }

        return samples;
    }
}
