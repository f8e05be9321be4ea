namespace Telemetry.RoadNetwork.Import;

/// <summary>One element with a problem, for a person who wants to look.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Element">The element, for example <c>way 4711</c>.</param>
/// <param name="Detail">The tag or the member concerned; empty where the problem says all.</param>
public readonly record struct ImportExample(ImportProblem Problem, string Element, string Detail);
