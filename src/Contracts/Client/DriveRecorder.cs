using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;

namespace Telemetry.Contracts.Client;

/// <summary>
/// Cuts one drive into messages as it happens, and keeps back what the trip-end rule does not let go: a message is
/// released only once the car is <see cref="DriveRecorderOptions.HoldBackM"/> beyond it, so that the tail, sent by
/// <see cref="Finish"/>, covers at least that much. A shorter tail joins the message before it. The first message covers
/// the 150 m at the trip's begin, however long the car stood there. A parked car therefore
/// never tells where it stands before its drive is ended; a drive of less than that is one message.
/// Pure; not safe for use from several threads.
/// </summary>
/// <remarks>
/// While more than 2,400 frames are held back (a car that stands for long), a frame is recorded only after another metre
/// driven. Memory is bounded by that. Frames given to the recorder must not be changed afterwards: messages share them.
/// </remarks>
public sealed class DriveRecorder
{
    /// <summary>Metres at either end of a trip that the platform never uses.</summary>
    public const double TripEndM = 150;

    private const int HeldBeforeThinning = 2400;
    private const double ThinnedStepM = 1;

    private readonly DriveRecorderOptions _options;
    private readonly string _fleetId;
    private readonly string _vehicleId;
    private readonly string _sessionId;
    private readonly Odometer _odometer;
    private readonly HeldSigns _signs = new();
    private readonly List<SignRecognition> _signsOfSkipped = [];
    private readonly Queue<FrameMessage> _released = new();

    // The frames that are not released, after those of the last message that the next one repeats.
    private readonly List<Frame> _frames = [];
    private readonly List<double> _drivenM = [];
    private int _context;
    private long _firstFrame;
    private long _lastTimeMs = long.MinValue;
    private int _messages;
    private bool _finished;

    /// <param name="fleetId">The fleet that the token belongs to, 1 to 64 characters.</param>
    /// <param name="vehicleId">The vehicle, 1 to 64 characters.</param>
    /// <param name="sessionId">The drive, unique within the vehicle, 1 to 64 characters.</param>
    /// <param name="options">How to cut.</param>
    /// <exception cref="ArgumentException">An id is empty or too long, or an option is outside its range.</exception>
    public DriveRecorder(string fleetId, string vehicleId, string sessionId, DriveRecorderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _fleetId = CheckedId(fleetId, nameof(fleetId));
        _vehicleId = CheckedId(vehicleId, nameof(vehicleId));
        _sessionId = CheckedId(sessionId, nameof(sessionId));
        _options = options;
        _odometer = new Odometer(options.StandingBelowMps);
    }

    /// <summary>Metres driven so far, from the frames' speeds; a lower bound.</summary>
    public double DrivenM => _odometer.DrivenM;

    /// <summary>
    /// Takes the next frame with the signs recognised since the one before. False where it is not recorded: it is not
    /// later than the one before, or the car stands and much is held back already (its signs go with the next one).
    /// </summary>
    /// <exception cref="InvalidOperationException">The drive is finished.</exception>
    public bool Record(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_finished)
            throw new InvalidOperationException("The drive is finished.");
        if (frame.TimestampUtcMs <= _lastTimeMs)
            return false;
        _lastTimeMs = frame.TimestampUtcMs;
        _odometer.MoveTo(frame);
        if (IsThinnedOut())
        {
            Keep(frame.Signs);
            return false;
        }

        frame = WithSignsOfSkipped(frame);
        foreach (var sign in frame.Signs)
            _signs.Recognise(sign, _firstFrame + _frames.Count, DrivenM);
        _frames.Add(frame);
        _drivenM.Add(DrivenM);
        ReleaseWhatIsSafe();
        return true;
    }

    /// <summary>
    /// The car no longer holds a sign: it turned into another road. Applies until the next sign is passed.
    /// </summary>
    /// <param name="aheadM">Where it turned, in metres driven after the last frame given; 0 or more.</param>
    public void ForgetSigns(double aheadM = 0) => _signs.Forget(_firstFrame + _frames.Count - 1, DrivenM + aheadM);

    /// <summary>
    /// Ends the drive and releases its tail with <c>last_of_session</c>. A drive of a single frame is never sent: a
    /// message has at least two. Further calls do nothing.
    /// </summary>
    public void Finish()
    {
        if (_finished)
            return;
        _finished = true;
        if (_frames.Count - _context >= 2)
            Release(_frames.Count, last: true);
    }

    /// <summary>Takes the next released message, in order; false while there is none.</summary>
    public bool TryTake([NotNullWhen(true)] out FrameMessage? message) => _released.TryDequeue(out message);

    private static string CheckedId(string id, string name) => id is { Length: >= 1 and <= FrameLimits.LongestId }
        ? id
        : throw new ArgumentException("An id has 1 to 64 characters.", name);

    private bool IsThinnedOut() =>
        _frames.Count - _context >= HeldBeforeThinning && DrivenM - _drivenM[^1] < ThinnedStepM;

    // A car that stands sees the same sign again and again: the last ones are kept.
    private void Keep(IEnumerable<SignRecognition> signs)
    {
        _signsOfSkipped.AddRange(signs);
        _signsOfSkipped.RemoveRange(0, Math.Max(0, _signsOfSkipped.Count - FrameLimits.MostSignsPerFrame / 2));
    }

    private Frame WithSignsOfSkipped(Frame frame)
    {
        if (_signsOfSkipped.Count == 0)
            return frame;
        var copy = frame.Clone();
        copy.Signs.AddRange(_signsOfSkipped);
        _signsOfSkipped.Clear();
        return copy;
    }

    private void ReleaseWhatIsSafe()
    {
        // The distance counts from the first frame behind the cut: what is left must be a lawful last message.
        for (var cut = NextCut();
             cut < _frames.Count && DrivenM - _drivenM[cut] >= _options.HoldBackM;
             cut = NextCut())
            Release(cut, last: false);
    }

    private int NextCut()
    {
        var cut = _context + _options.FramesPerMessage;
        // The platform knows the trip's begin from the first message alone: it must hold all that is not to be used.
        if (_messages == 0)
            while (cut < _frames.Count && _drivenM[cut - 1] < TripEndM)
                cut++;
        return cut;
    }

    private void Release(int end, bool last)
    {
        var message = new FrameMessage
        {
            FleetId = _fleetId,
            VehicleId = _vehicleId,
            SessionId = _sessionId,
            MessageId = (_messages + 1).ToString(CultureInfo.InvariantCulture),
            FirstOfSession = _messages == 0,
            LastOfSession = last,
            ContextFrames = _context,
        };
        message.Frames.Capacity = end;
        for (var i = 0; i < end; i++)
            message.Frames.Add(_frames[i]);
        _signs.FillIn(message, _firstFrame, _drivenM[0]);
        _released.Enqueue(message);
        _messages++;
        DropUpTo(Math.Max(0, end - _options.ContextFrames));
        _context = Math.Min(_options.ContextFrames, end);
    }

    private void DropUpTo(int start)
    {
        _frames.RemoveRange(0, start);
        _drivenM.RemoveRange(0, start);
        _firstFrame += start;
    }
}
