namespace Telemetry.HttpHosting.Access;

/// <summary>Who makes a request, as far as its token says. Immutable.</summary>
/// <param name="Name">The token's name in logs and metrics; empty where it has none.</param>
/// <param name="Fleet">The fleet it may speak for; <see cref="EveryFleet"/>; empty for none.</param>
/// <param name="Scopes">What it may do.</param>
public sealed record Caller(string Name, string Fleet, AccessScopes Scopes)
{
    /// <summary>Stands for every fleet.</summary>
    public const string EveryFleet = "*";

    /// <summary>A reader without a token.</summary>
    public static Caller Anonymous { get; } = new("anonymous", "", AccessScopes.Read);

    /// <summary>True where the caller holds every one of <paramref name="scopes"/>; admin includes read.</summary>
    public bool Has(AccessScopes scopes)
    {
        var held = (Scopes & AccessScopes.Admin) != 0 ? Scopes | AccessScopes.Read : Scopes;
        return (held & scopes) == scopes;
    }

    /// <summary>True where the caller may post frames of <paramref name="fleet"/>.</summary>
    public bool SpeaksFor(string fleet) => Fleet == EveryFleet || string.Equals(Fleet, fleet, StringComparison.Ordinal);
}
