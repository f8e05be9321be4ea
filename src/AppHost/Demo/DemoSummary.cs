using System.Globalization;
using Telemetry.LoadTest.Measuring;

namespace Telemetry.AppHost.Demo;

/// <summary>What a demo came to, for people, and what to look at next.</summary>
internal static class DemoSummary
{
    /// <summary>The whole of it; lines of any length.</summary>
    public static string Write(DemoReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"""

        {report.Frames.Accepted:N0} frames of {report.Vehicles} vehicles accepted, {report.FramesPerS:N0} frames/s
          {report.Frames.Applied:N0} applied, {report.Frames.Dead:N0} dead, {report.Frames.InFlight:N0} in flight: the books {(report.BooksBalance ? "balance" : "DO NOT BALANCE")}
        {report.Limits.Changed} limits that the base map had wrong or not at all
          {report.Limits.Eligible} driven by 5 or more vehicles: {report.Limits.Right} right ({report.Limits.RightShare * 100:F1} %), {report.Limits.Wrong} wrong, {report.Limits.Pending} pending
        From receipt to the feed: {FreshnessText(report.FreshnessMs)}
        After {report.Seconds:N0} s the map is {report.MapSha256}

        {WhatNext(report)}
        """);

    /// <summary>From receipt of a frame to the feed, in words.</summary>
    public static string FreshnessText(Freshness? freshness) => freshness is null
        ? $"fewer than {FreshnessMeter.LeastFacts} facts yet"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"median {freshness.P50 / 1000:F1} s, 99 % within {freshness.P99 / 1000:F1} s ({freshness.Facts:N0} facts)");

    private static string WhatNext(DemoReport report) => report switch
    {
        { BooksBalance: false } or { Frames.InFlight: > 0 } =>
            "Not every frame is accounted for: run it again with --record DIR and keep the recording, it replays the same map.",
        { Frames.Dead: > 0 } =>
            "Frames were given up on: run it again with --record DIR, then ./telemetry replay DIR and ./telemetry status tell why.",
        { Limits: var limits } when limits.Eligible < limits.Changed / 2 =>
            "Look at limits right and wrong; a longer run (--for 3m) or more vehicles (--vehicles 300) judge more of them. " +
            "For a platform that stays: ./telemetry up --map FILE, then ./telemetry status --watch",
        _ => "For a platform that stays: ./telemetry up --map FILE, then ./telemetry status --watch",
    };
}
