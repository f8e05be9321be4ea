namespace Telemetry.Contracts.Validation;

/// <summary>The first thing wrong with a part of a message.</summary>
/// <param name="Reason">A code of <see cref="RejectReason"/>.</param>
/// <param name="Field">The field's path within the part.</param>
/// <param name="Detail">In words.</param>
internal sealed record Offence(string Reason, string Field, string Detail)
{
    /// <summary>The same offence seen from the part that holds this one.</summary>
    public Offence Within(string part) => this with { Field = $"{part}.{Field}" };
}
