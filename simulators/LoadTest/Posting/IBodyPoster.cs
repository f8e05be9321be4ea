using Telemetry.LoadTest.Traffic;

namespace Telemetry.LoadTest.Posting;

/// <summary>Posts a body until it is answered for good. Safe for use by many threads.</summary>
public interface IBodyPoster
{
    /// <summary>Posts it, again and again where it has to.</summary>
    /// <param name="body">What to post.</param>
    /// <param name="retried">Told why, each time before it is posted again.</param>
    /// <param name="cancellationToken">Gives up; whether the body arrived stays open.</param>
    Task<PostOutcome> PostAsync(LoadBody body, Action<RetryCause> retried, CancellationToken cancellationToken);
}
