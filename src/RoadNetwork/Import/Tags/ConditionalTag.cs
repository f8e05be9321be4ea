using System.Collections.Immutable;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// The value of a <c>:conditional</c> key: clauses <c>value @ (condition)</c> between semicolons, after
/// https://wiki.openstreetmap.org/wiki/Conditional_restrictions. Pure.
/// </summary>
internal static class ConditionalTag
{
    /// <summary>
    /// The clauses in their order, of which a later one outranks an earlier one. Those with a condition that is not understood, and a
    /// tag that is not made of clauses, are left out and reported.
    /// </summary>
    /// <param name="key">The key, for the report.</param>
    /// <param name="text">The value.</param>
    /// <param name="findings">Takes the report.</param>
    public static ImmutableArray<ConditionalClause> Read(string key, string text, TagFindings findings)
    {
        var clauses = ImmutableArray.CreateBuilder<ConditionalClause>();
        foreach (var clause in SplitClauses(text))
        {
            var at = clause.IndexOf('@');
            var condition = at > 0 ? CarCondition.Read(clause.AsSpan(at + 1)) : default;
            if (condition.Kind == CarConditionKind.Unread)
                findings.Add(TagFinding.UnreadCondition, key, text);
            else
                clauses.Add(new ConditionalClause(clause[..at].Trim(), condition));
        }

        return clauses.ToImmutable();
    }

    // A semicolon within brackets parts hours, not clauses.
    private static IEnumerable<string> SplitClauses(string text)
    {
        int depth = 0, from = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ';' && depth <= 0))
            {
                if (!string.IsNullOrWhiteSpace(text[from..i]))
                    yield return text[from..i];
                from = i + 1;
            }
            else if (text[i] == '(')
                depth++;
            else if (text[i] == ')')
                depth--;
        }
    }
}
