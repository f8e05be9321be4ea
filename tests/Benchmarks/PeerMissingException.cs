namespace Telemetry.Benchmarks;

/// <summary>What a benchmark compares with is not installed, or cannot be run here.</summary>
/// <param name="what">What is missing, in a sentence.</param>
/// <param name="whatToDo">How it is got, in a sentence.</param>
public sealed class PeerMissingException(string what, string whatToDo) : Exception(what)
{
    /// <summary>How it is got, in a sentence.</summary>
    public string WhatToDo => whatToDo;
}
