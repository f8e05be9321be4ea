namespace Telemetry.FleetSimulator.Driving.Traffic;

/// <summary>
/// The fleet's cars lane by lane, in the order in which they drive there, and who may enter a lane next. Cars that come from
/// different lanes never claim the same lane at a time, so that nobody cuts in front of anybody. Flat arrays; nothing is
/// allocated after construction. Not thread-safe.
/// </summary>
internal sealed class LaneQueues
{
    private const int None = -1;

    private readonly int[] _last;
    private readonly int[] _claimedFrom;
    private readonly int[] _claims;
    private readonly int[] _lane;
    private readonly int[] _ahead;
    private readonly int[] _behind;
    private readonly double[] _alongM;
    private readonly double[] _speedMps;
    private readonly double[] _lengthM;
    private readonly bool[] _goesOn;

    public LaneQueues(int lanes, int cars)
    {
        (_last, _claimedFrom, _claims) = (new int[lanes], new int[lanes], new int[lanes]);
        (_lane, _ahead, _behind) = (new int[cars], new int[cars], new int[cars]);
        (_alongM, _speedMps, _lengthM, _goesOn) = (new double[cars], new double[cars], new double[cars], new bool[cars]);
        Array.Fill(_last, None);
        Array.Fill(_lane, None);
    }

    /// <summary>The car that entered a lane last; -1 where there is none.</summary>
    public int LastOn(int lane) => _last[lane];

    /// <summary>The car in front on the same lane; -1 for the first.</summary>
    public int Ahead(int car) => _ahead[car];

    /// <summary>The lane that a car is on; -1 for none.</summary>
    public int LaneOf(int car) => _lane[car];

    /// <summary>Metres along its lane to a car's front.</summary>
    public double AlongM(int car) => _alongM[car];

    /// <summary>Metres along its lane to a car's back; below 0 while it is still entering.</summary>
    public double BackM(int car) => _alongM[car] - _lengthM[car];

    public double SpeedMps(int car) => _speedMps[car];

    /// <summary>True for a car that may drive on beyond the end of its lane.</summary>
    public bool GoesOn(int car) => _goesOn[car];

    /// <summary>True where some car is about to enter a lane, or has not quite entered it.</summary>
    public bool IsClaimed(int lane) => _claims[lane] > 0;

    /// <summary>Asks for the entry of a lane; false while it is given to cars from another lane.</summary>
    public bool TryClaim(int lane, int from)
    {
        if (_claims[lane] > 0 && _claimedFrom[lane] != from)
            return false;
        _claimedFrom[lane] = from;
        _claims[lane]++;
        return true;
    }

    /// <summary>Gives a claim back.</summary>
    public void Release(int lane) => _claims[lane]--;

    /// <summary>Puts a car behind the last one of a lane.</summary>
    public void Enter(int car, int lane, double lengthM)
    {
        var last = _last[lane];
        (_lane[car], _lengthM[car], _ahead[car], _behind[car]) = (lane, lengthM, last, None);
        if (last != None)
            _behind[last] = car;
        _last[lane] = car;
    }

    /// <summary>Puts a car behind another one, or before all where that is -1; from the roadside.</summary>
    public void Insert(int car, int lane, double lengthM, int behind)
    {
        var follower = behind == None ? FirstOn(lane) : _behind[behind];
        (_lane[car], _lengthM[car], _ahead[car], _behind[car]) = (lane, lengthM, behind, follower);
        if (behind != None)
            _behind[behind] = car;
        if (follower != None)
            _ahead[follower] = car;
        else
            _last[lane] = car;
    }

    /// <summary>Takes a car off its lane, wherever it is on it.</summary>
    public void Leave(int car)
    {
        var (ahead, behind) = (_ahead[car], _behind[car]);
        if (ahead != None)
            _behind[ahead] = behind;
        if (behind != None)
            _ahead[behind] = ahead;
        else
            _last[_lane[car]] = ahead;
        _lane[car] = None;
    }

    public void MoveTo(int car, double alongM, double speedMps) => (_alongM[car], _speedMps[car]) = (alongM, speedMps);

    public void SetGoesOn(int car, bool goesOn) => _goesOn[car] = goesOn;

    /// <summary>The car farthest along a lane; -1 where there is none. Linear in the cars on the lane.</summary>
    public int FirstOn(int lane)
    {
        var car = _last[lane];
        while (car != None && _ahead[car] != None)
            car = _ahead[car];
        return car;
    }
}
