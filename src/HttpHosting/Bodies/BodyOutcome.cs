using System.Diagnostics.CodeAnalysis;
using Telemetry.HttpHosting.Problems;

namespace Telemetry.HttpHosting.Bodies;

/// <summary>Either a body or the problem that kept it from being read.</summary>
public readonly struct BodyOutcome
{
    internal BodyOutcome(RequestBody body) => Body = body;

    internal BodyOutcome(Problem problem) => Problem = problem;

    /// <summary>The body, for the caller to dispose; null where there is a problem.</summary>
    public RequestBody? Body { get; }

    /// <summary>400, 413 or 415; null where there is a body.</summary>
    public Problem? Problem { get; }

    /// <summary>True where there is a body.</summary>
    [MemberNotNullWhen(true, nameof(Body))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Body is not null;
}
