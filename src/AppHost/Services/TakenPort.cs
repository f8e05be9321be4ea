namespace Telemetry.AppHost.Services;

/// <summary>What a person can do about a port that another program has.</summary>
internal static class TakenPort
{
    /// <summary>In one sentence.</summary>
    public static string WhatToDo(int port) =>
        $"See which one with: ss -ltnp 'sport = :{port}'. End it and try again, or take --profile embedded, which finds free ports.";
}
