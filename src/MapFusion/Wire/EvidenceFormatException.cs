namespace Telemetry.MapFusion.Wire;

/// <summary>
/// Bytes that should be evidence are not: torn, foreign, of another version, or out of range. The bytes will not become
/// better by trying again.
/// </summary>
public sealed class EvidenceFormatException : FormatException
{
    /// <param name="message">What is wrong, without the data itself.</param>
    public EvidenceFormatException(string message) : base(message)
    {
    }
}
