namespace Telemetry.Local;

/// <summary>A server of the local stack could not be installed or started; the message says which and why.</summary>
public sealed class StackStartException(string message, Exception? innerException = null)
    : Exception(message, innerException);
