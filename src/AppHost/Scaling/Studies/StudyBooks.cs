namespace Telemetry.AppHost.Scaling.Studies;

/// <summary>The books at the end of a study, in frames.</summary>
/// <param name="Accepted">Acknowledged by the receiver.</param>
/// <param name="Lost">Of them, neither applied nor given up when everything was at rest.</param>
/// <param name="Dead">Of them, given up.</param>
/// <param name="Balance">True where the books balance.</param>
internal sealed record StudyBooks(long Accepted, long Lost, long Dead, bool Balance)
{
    /// <summary>True where nothing is missing.</summary>
    public bool IsWhole => Balance && Lost == 0 && Dead == 0;
}
