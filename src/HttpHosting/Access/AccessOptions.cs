namespace Telemetry.HttpHosting.Access;

/// <summary>Who may call; bound to the root of the configuration (<c>Tokens:0:Sha256</c>, <c>Read:Anonymous</c>).</summary>
public sealed class AccessOptions
{
    /// <summary>The tokens let in. Default: none.</summary>
    public IReadOnlyList<TokenOptions> Tokens { get; set; } = [];

    /// <summary>Reading without a token.</summary>
    public ReadOptions Read { get; set; } = new();
}
