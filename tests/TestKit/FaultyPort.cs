using System.Reflection;

namespace Telemetry.TestKit;

/// <summary>A port around another one that throws what <see cref="Faults"/> say. Made by <see cref="Faults.Around"/>.</summary>
public class FaultyPort : DispatchProxy
{
    private static readonly MethodInfo s_checkResult =
        typeof(FaultyPort).GetMethod(nameof(CheckResultAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private object _inner = null!;
    private Faults _faults = null!;

    internal void Set(object inner, Faults faults) => (_inner, _faults) = (inner, faults);

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = targetMethod!;
        if (method.IsSpecialName)
            return method.Invoke(_inner, args);
        _faults.Check(method.Name, after: false);
        var result = method.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
        if (result is not Task task)
            return result;
        return method.ReturnType.IsGenericType
            ? s_checkResult.MakeGenericMethod(method.ReturnType.GetGenericArguments()).Invoke(this, [task, method.Name])
            : CheckAsync(task, method.Name);
    }

    private async Task CheckAsync(Task task, string member)
    {
        await task;
        _faults.Check(member, after: true);
    }

    private async Task<T> CheckResultAsync<T>(Task<T> task, string member)
    {
        var result = await task;
        _faults.Check(member, after: true);
        return result;
    }
}
