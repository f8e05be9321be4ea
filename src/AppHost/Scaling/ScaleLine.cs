using Telemetry.Elasticity;

namespace Telemetry.AppHost.Scaling;

/// <summary>What an autoscaler sees and does, in one line. Safe for use by many threads.</summary>
internal sealed class ScaleLine : ILiveLine
{
    private volatile ScalingEvent? _last;

    /// <summary>Shows a look from then on.</summary>
    public void Report(ScalingEvent look) => _last = look;

    /// <inheritdoc/>
    public string Write(int columns) => _last is { } look ? Fitted.Cut(TextOf(look), columns) : "Measuring";

    /// <inheritdoc/>
    public string? Conclude() => null;

    /// <summary>A look in words.</summary>
    public static string TextOf(ScalingEvent look) => FormattableString.Invariant(
        $"{look.Workers.Running} workers{Others(look.Workers)}, {look.Desired} wanted ({ReasonOf(look.Reason)}): {Number(look.Sample.ArrivalFramesPerS)} frames/s come, {Number(look.Sample.LiveFrames)} live and {Number(look.Sample.BulkFrames)} bulk wait, oldest {look.Sample.OldestAge?.TotalSeconds ?? double.NaN:F1} s");

    private static string Others(WorkerCounts workers) =>
        (workers.Starting > 0 ? FormattableString.Invariant($" + {workers.Starting} starting") : "") +
        (workers.Draining > 0 ? FormattableString.Invariant($" - {workers.Draining} draining") : "");

    private static string Number(double? value) => value is { } known ? FormattableString.Invariant($"{known:N0}") : "?";

    private static string ReasonOf(ScalingReason reason) => reason switch
    {
        ScalingReason.OnTarget => "on target",
        ScalingReason.ScaleOut => "scaling out",
        ScalingReason.ScaleIn => "scaling in",
        ScalingReason.Cooldown => "cooling down",
        ScalingReason.Window => "fewer would do, for too short a time yet",
        ScalingReason.OldBacklog => "the backlog is old",
        ScalingReason.NoMeasurement => "too little was measured",
        _ => "limits",
    };
}
