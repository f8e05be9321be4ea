using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>Who may drive in one direction: a base, and what differs from it under conditions, the later outranking the earlier.</summary>
internal sealed class AccessRule
{
    private readonly List<(RoadAccess Access, CarCondition Condition)> _exceptions = [];

    public RoadAccess Base { get; private set; }

    public IReadOnlyList<(RoadAccess Access, CarCondition Condition)> Exceptions => _exceptions;

    /// <summary>
    /// True where a car may drive at some time. A date that names its year opens nothing: it may be over, and nobody here knows
    /// what day it is.
    /// </summary>
    public bool IsOpenAtTimes => Base != RoadAccess.Closed ||
        _exceptions.Exists(exception => exception.Access != RoadAccess.Closed && !exception.Condition.IsDated);

    /// <summary>A plain value: replaces all that less specific keys said.</summary>
    public void Set(RoadAccess access)
    {
        Base = access;
        _exceptions.Clear();
    }

    /// <summary>A value under a condition.</summary>
    public void Except(RoadAccess access, in CarCondition condition)
    {
        if (condition.Kind == CarConditionKind.Always)
            Set(access);
        else if (condition.Kind == CarConditionKind.Sometimes && (access != Base || _exceptions.Count > 0))
            _exceptions.Add((access, condition));
    }
}
