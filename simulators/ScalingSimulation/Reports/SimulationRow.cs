namespace Telemetry.ScalingSimulation.Reports;

/// <summary>What came of one load profile, somewhere, under one rule.</summary>
/// <param name="Place"><c>local</c> or <c>cloud</c>.</param>
/// <param name="Profile">The load profile's name.</param>
/// <param name="Rule">Who decided.</param>
/// <param name="Minutes">How long the profile took.</param>
/// <param name="PeakAgeS">The greatest age of unfinished work, in seconds.</param>
/// <param name="P99AgeS">The time from arrival to done that 99 % of the frames took at most.</param>
/// <param name="MostWorkers">Workers wanted at most.</param>
/// <param name="Overshoot">How many of them were more than the peak's load needs.</param>
/// <param name="DirectionChanges">The most in any phase of the profile.</param>
/// <param name="WorkerShare">Worker time used, over that which the frames needed.</param>
public sealed record SimulationRow(
    string Place, string Profile, string Rule, double Minutes, double PeakAgeS, double P99AgeS, int MostWorkers, int Overshoot,
    int DirectionChanges, double WorkerShare);
