using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;

namespace Telemetry.Contracts.Client;

/// <summary>
/// The sign that a car holds in force along its drive: the one it passed last, until it passes another or forgets it.
/// </summary>
internal sealed class HeldSigns
{
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
                held = held < 0 || change.AtM >= _changes[held].AtM ? i : held;
            else if (change.Sign is { } ahead && (copy ?? message.Frames[0]).Signs.Count < FrameLimits.MostSignsPerFrame)
                (copy ??= message.Frames[0].Clone()).Signs.Add(Ahead(ahead, change.AtM - drivenM));
        }

        if (copy is not null)
            message.Frames[0] = copy;
        if (held >= 0 && _changes[held].Sign is { } sign)
            message.SignsInForce.Add(new SignInForce
            {
                Sign = sign,
                DistanceDrivenM = (float)Math.Clamp(drivenM - _changes[held].AtM, 0, FrameLimits.LargestDistanceDrivenM),
            });
        DropSuperseded(held);
    }

    private void DropSuperseded(int held)
    {
        if (held < 0)
            return;
        var kept = _changes[held];
        _changes.RemoveAll(c => c != kept && c.AtM <= kept.AtM && c.Frame <= kept.Frame);
    }

    private static SignRecognition Ahead(SignRecognition sign, double offsetM)
    {
        var moved = sign.Clone();
        moved.PositionOffsetM = (float)offsetM;
        return moved;
    }

    private readonly record struct Change(double AtM, long Frame, SignRecognition? Sign);
}
