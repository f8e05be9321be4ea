namespace Telemetry.AppHost.Scaling.Studies;

/// <summary>What the study of lost workers found. Freshness is of messages by when they were applied.</summary>
/// <param name="LoadFramesPerS">What was sent.</param>
/// <param name="CapacityFramesPerS">What three workers could do.</param>
/// <param name="SpanS">How long freshness is looked at, in seconds: right after each loss, and again.</param>
/// <param name="Before">With three workers.</param>
/// <param name="KilledFirst">The span after one was killed.</param>
/// <param name="KilledThen">The span after that.</param>
/// <param name="DrainedFirst">The span after one of three was taken away in order.</param>
/// <param name="DrainedThen">The span after that.</param>
/// <param name="Books">At the end.</param>
internal sealed record LossReport(
    double LoadFramesPerS, double CapacityFramesPerS, double SpanS, FreshnessFigures? Before, FreshnessFigures? KilledFirst, FreshnessFigures? KilledThen,
    FreshnessFigures? DrainedFirst, FreshnessFigures? DrainedThen, StudyBooks Books)
{
    public override string ToString() => FormattableString.Invariant(
        $"""
        Freshness p99 {Before?.P99S:F2} s with three workers
          one killed: at most {KilledFirst?.MaxS:F2} s for {SpanS} s, then at most {KilledThen?.MaxS:F2} s
          one taken away: at most {DrainedFirst?.MaxS:F2} s for {SpanS} s, then at most {DrainedThen?.MaxS:F2} s
        {Books.Accepted:N0} frames accepted, {Books.Lost:N0} lost
        """);
}
