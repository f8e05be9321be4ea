using System.Reflection;
using Telemetry.MapStore.BaseMaps;

namespace Telemetry.MapStore.Tests.BaseMaps;

/// <summary>The process dies at the n-th call to any of the stores.</summary>
/// <param name="callsLeft">Calls that still succeed.</param>
internal sealed class Faults(int callsLeft)
{
    public bool Happened { get; private set; }

    public IBaseMapStore Over(IBaseMapStore store) => Over<IBaseMapStore>(store);

    public T Over<T>(T inner)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Proxy>();
        ((Proxy)(object)proxy).Wrap(inner, this);
        return proxy;
    }

    private void Count()
    {
        if (callsLeft-- > 0)
            return;
        Happened = true;
        throw new ProcessDied();
    }

    internal sealed class ProcessDied : Exception;

    // Not sealed: the proxy is a class derived from it.
    internal class Proxy : DispatchProxy
    {
        private object _inner = null!;
        private Faults _faults = null!;

        public void Wrap(object inner, Faults faults) => (_inner, _faults) = (inner, faults);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            _faults.Count();
            return targetMethod!.Invoke(_inner, args);
        }
    }
}
