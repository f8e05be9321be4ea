namespace Telemetry.AppHost.Services;

/// <summary>A service could not be started; the message says which, why, and where its log is.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="whatToDo">What a person can do about it.</param>
public sealed class ServiceStartException(string message, string whatToDo) : Exception(message)
{
    /// <summary>What a person can do about it.</summary>
    public string WhatToDo => whatToDo;
}
