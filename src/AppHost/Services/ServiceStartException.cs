namespace Telemetry.AppHost.Services;

/// <summary>A service could not be started; the message says which, why, and where its log is.</summary>
public sealed class ServiceStartException(string message) : Exception(message);
