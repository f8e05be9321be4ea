using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.FleetSimulator.Town;

/// <summary>What a <see cref="StreetGrid"/> looks like; lengths in metres, shares 0 to 1.</summary>
internal sealed record StreetGridPlan(string Name, PlanarPoint Centre, int Columns, int Rows, double SpacingM)
{
    public double RotationDeg { get; init; }

    public double JitterM { get; init; } = 10;

    /// <summary>How far a block's middle may lie beside the straight line, as a share of its length.</summary>
    public double Bulge { get; init; } = 0.04;

    /// <summary>The row that is a main street; -1 for none.</summary>
    public int MainRow { get; init; } = -1;

    /// <summary>The column that is a main street; -1 for none.</summary>
    public int MainColumn { get; init; } = -1;

    public double OneWays { get; init; }

    public double LivingStreets { get; init; } = 0.05;

    /// <summary>Side streets of 50 km/h instead of 30.</summary>
    public double FastStreets { get; init; } = 0.1;

    public double LeftOut { get; init; } = 0.1;
}
