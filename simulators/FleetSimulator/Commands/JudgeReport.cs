using System.Globalization;
using Telemetry.Contracts.Identity;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.FleetSimulator.TruthFiles;

namespace Telemetry.FleetSimulator.Commands;

/// <summary>What <c>fleet judge</c> found; <c>--json</c> prints it in snake case.</summary>
/// <param name="Limits">Limits that the base map lacked or had wrong; eligible where 5 or more vehicles passed.</param>
/// <param name="Scheduled">Limits that changed while vehicles drove; all are eligible that 5 or more vehicles passed at any time.</param>
/// <param name="Closures">Roads that are gone or closed: how many there are, and how many of the served closures are of such roads.</param>
internal sealed record JudgeReport(LimitScore Limits, LimitScore Scheduled, ClosureScore Closures)
{
    /// <summary>Judges what is served.</summary>
    public static JudgeReport Of(TruthFile truth, IEnumerable<PublishedLimit> limits, IReadOnlyCollection<SegmentId> closures)
    {
        var served = limits.ToLookup(limit => (limit.Segment, limit.Direction));
        var gone = truth.Gone.ToHashSet();
        return new JudgeReport(
            Score(truth.Changed), Score(truth.Scheduled), new ClosureScore(gone.Count, closures.Count, closures.Count(gone.Contains)));

        LimitScore Score(IEnumerable<RoadTruth> roads)
        {
            var outcomes = roads.Select(road => road.Vehicles < WorldComparison.EligibleVehicles
                ? LimitOutcome.NotEligible
                : LimitJudge.Judge(road.Truth, road.BaseLengthM, served[(road.Segment, road.Direction)]).Outcome).ToList();
            var (right, wrong, pending) = (Count(LimitOutcome.Right), Count(LimitOutcome.Wrong), Count(LimitOutcome.Pending));
            return new LimitScore(outcomes.Count, right + wrong + pending, right, wrong, pending);

            int Count(LimitOutcome outcome) => outcomes.Count(o => o == outcome);
        }
    }

    /// <summary>Three lines for people.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Limits.Changed:N0} limits that the base map had wrong or not at all, {Limits.Eligible:N0} driven by 5 or more: {Limits.Right:N0} right ({Limits.RightShare:P1}), {Limits.Wrong:N0} wrong, {Limits.Pending:N0} pending
        {Scheduled.Changed:N0} limits that changed on the way, {Scheduled.Eligible:N0} driven by 5 or more: {Scheduled.Right:N0} right, {Scheduled.Wrong:N0} wrong, {Scheduled.Pending:N0} pending
        {Closures.Gone:N0} roads gone or closed, {Closures.Served:N0} closures served, {Closures.Right:N0} of them right
        """);
}
