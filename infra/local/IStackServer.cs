namespace Telemetry.Local;

/// <summary>One kind of server of the stack.</summary>
internal interface IStackServer
{
    /// <summary>Which it is.</summary>
    StackComponent Component { get; }

    /// <summary>Its name, also that of its pid and log files.</summary>
    string Name { get; }

    /// <summary>The signal that ends it in order.</summary>
    ServerSignal StopSignal { get; }

    /// <summary>Makes what it needs to start, and says how to start it.</summary>
    Task<ServerCommand> PrepareAsync(int port, CancellationToken cancellationToken);

    /// <summary>True once it answers; false while it does not yet.</summary>
    Task<bool> AnswersAsync(int port, CancellationToken cancellationToken);

    /// <summary>Called once it answers, every time it was started; must be idempotent.</summary>
    Task CompleteAsync(int port, CancellationToken cancellationToken);
}
