using System.Reflection;

namespace Telemetry.TestKit;

/// <summary>
/// Makes members of ports throw, a number of times or until told otherwise: before they do anything, or after they have done it,
/// as when an answer is lost. Safe for use by many threads.
/// </summary>
public sealed class Faults
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];
    private int _thrown;

    /// <summary>How many were thrown so far.</summary>
    public int Thrown => Volatile.Read(ref _thrown);

    /// <summary>Lets calls of a member fail.</summary>
    /// <param name="member">The member's name; null for any.</param>
    /// <param name="times">How many calls.</param>
    /// <param name="fault">Makes the exception.</param>
    /// <param name="after">True to fail after the work is done.</param>
    /// <returns>Completes when the last of them was thrown.</returns>
    public Task Add(string? member, int times, Func<Exception> fault, bool after = false)
    {
        var added = new Fault(member, fault, after) { Left = times };
        lock (_lock)
            _faults.Add(added);
        return added.Spent.Task;
    }

    /// <summary>Completes when a member has done its work so many times from now on.</summary>
    public Task Watch(string member, int times = 1)
    {
        var watched = new Fault(member, null, true) { Left = times };
        lock (_lock)
            _faults.Add(watched);
        return watched.Spent.Task;
    }

    /// <summary>From now on nothing fails; what is watched stays so.</summary>
    /// <param name="member">Only of this member; null for all.</param>
    public void Clear(string? member = null)
    {
        lock (_lock)
            _faults.RemoveAll(fault => fault.Make is not null && (member is null || fault.Member == member));
    }

    /// <summary>The port with these faults.</summary>
    public T Around<T>(T inner)
        where T : class
    {
        var port = DispatchProxy.Create<T, FaultyPort>();
        ((FaultyPort)(object)port).Set(inner, this);
        return port;
    }

    internal void Check(string member, bool after)
    {
        Fault? due;
        lock (_lock)
        {
            due = _faults.Find(fault => fault.After == after && fault.Left > 0 && (fault.Member is null || fault.Member == member));
            if (due is null)
                return;
            due.Left--;
        }

        if (due.Left == 0)
            due.Spent.TrySetResult();
        if (due.Make is null)
            return;
        Interlocked.Increment(ref _thrown);
        throw due.Make();
    }

    private sealed class Fault(string? member, Func<Exception>? make, bool after)
    {
        public string? Member { get; } = member;

        public bool After { get; } = after;

        public int Left { get; set; }

        public TaskCompletionSource Spent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Func<Exception>? Make { get; } = make;
    }
}
