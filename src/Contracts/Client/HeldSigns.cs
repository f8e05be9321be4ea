using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;

namespace Telemetry.Contracts.Client;

/// <summary>
/// The signs that a car holds in force along its drive: the plain one it passed last, until it passes another or forgets it, and
/// those with supplementary signs that stood with it or came behind it: they hold at times, beside the plain one and not in its place.
/// </summary>
internal sealed class HeldSigns
{
    private const int MostConditional = 4;

    // Signs of one post are reported about as far ahead.
    private const double SamePostM = 5;

    private readonly List<Change> _changes = [];

    /// <summary>Takes note of a sign that frame number <paramref name="frame"/> recognised.</summary>
    public void Recognise(SignRecognition sign, long frame, double drivenM)
    {
        if (sign.Type != SignRecognition.Types.Type.Unspecified)
            _changes.Add(new Change(drivenM + sign.PositionOffsetM, frame, sign));
    }

    /// <summary>From here on none is held, until one is passed.</summary>
    public void Forget(long lastFrame, double drivenM) => _changes.Add(new Change(drivenM, lastFrame, null));

    /// <summary>
    /// Puts what is held at the message's first frame into it. A sign that was recognised before that frame and still lies
    /// ahead of it is repeated in a copy of the frame, so that the message tells of it by itself.
    /// </summary>
    public void FillIn(FrameMessage message, long firstFrame, double drivenM)
    {
        var held = -1;
        Frame? copy = null;
        for (var i = 0; i < _changes.Count; i++)
        {
            var change = _changes[i];
            if (change.Frame >= firstFrame)
                continue;
            if (change.AtM <= drivenM)
                held = !change.IsConditional && (held < 0 || change.AtM >= _changes[held].AtM) ? i : held;
            else if (change.Sign is { } ahead && (copy ?? message.Frames[0]).Signs.Count < FrameLimits.MostSignsPerFrame)
                (copy ??= message.Frames[0].Clone()).Signs.Add(Ahead(ahead, change.AtM - drivenM));
        }

        if (copy is not null)
            message.Frames[0] = copy;
        var kept = held < 0 ? (Change?)null : _changes[held];
        var conditional = _changes.Where(c => c.IsConditional && c.Frame < firstFrame && c.AtM <= drivenM && IsBeside(c, kept))
            .OrderBy(c => c.AtM).TakeLast(MostConditional).ToList();
        foreach (var change in conditional.Prepend(kept ?? default))
            if (change.Sign is { } sign)
                message.SignsInForce.Add(new SignInForce
                {
                    Sign = sign,
                    DistanceDrivenM = (float)Math.Clamp(drivenM - change.AtM, 0, FrameLimits.LargestDistanceDrivenM),
                });
        _changes.RemoveAll(c => c != kept && c.Frame < firstFrame && c.AtM <= drivenM && !conditional.Contains(c) &&
            (c.IsConditional || kept is { } last && c.AtM <= last.AtM && c.Frame <= last.Frame));
    }

    // A sign forgotten takes with it all before it; a plain one passed, those of other posts before it.
    private static bool IsBeside(Change conditional, Change? plain) =>
        plain is not { } last || conditional.AtM > (last.Sign is null ? last.AtM : last.AtM - SamePostM);

    private static SignRecognition Ahead(SignRecognition sign, double offsetM)
    {
        var moved = sign.Clone();
        moved.PositionOffsetM = (float)offsetM;
        return moved;
    }

    private readonly record struct Change(double AtM, long Frame, SignRecognition? Sign)
    {
        public bool IsConditional => Sign is { Conditions.Count: > 0 };
    }
}
