using Telemetry.Elasticity;

namespace Telemetry.AppHost.Scaling;

/// <summary>Measures the load. For one caller at a time.</summary>
internal interface IScalingProbe
{
    /// <summary>Measures; what cannot be measured is null in the sample. Never throws for what is down.</summary>
    Task<ScalingSample> MeasureAsync(CancellationToken cancellationToken);
}
