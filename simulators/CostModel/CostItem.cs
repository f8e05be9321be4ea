namespace Telemetry.CostModel;

/// <summary>One line of an estimate.</summary>
/// <param name="Service">The service that is paid.</param>
/// <param name="What">What for.</param>
/// <param name="PerDay">How much of it in a day; of storage, how much is kept.</param>
/// <param name="Unit">Of what.</param>
/// <param name="DollarsPerDay">What that costs.</param>
public sealed record CostItem(string Service, string What, double PerDay, string Unit, double DollarsPerDay);
