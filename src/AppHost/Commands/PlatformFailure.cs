using System.CommandLine;
using System.Net.Sockets;
using Polly.Timeout;
using Telemetry.AppHost.Services;
using Telemetry.Benchmarks;
using Telemetry.Contracts.Faults;
using Telemetry.Evaluation.Inputs;
using Telemetry.Local;
using Telemetry.MapStore.BaseMaps;
using Telemetry.RoadNetwork.Cells;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Commands;

/// <summary>The failures of the platform's verbs that a person can put right.</summary>
internal static class PlatformFailure
{
    private const string SeeStatus = "./telemetry status tells what runs and what is down, ./telemetry up starts it.";

    /// <summary>The action of a verb of the platform.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Guard(
        Func<ParseResult, VerbProgress, CancellationToken, Task<int>> verb) => VerbRun.Of(Describe, verb);

    /// <summary>The platform that a verb works on does not run.</summary>
    public static VerbFailureException NotRunning(string whatToDo) => new(new VerbFailure("No platform runs on this machine.", whatToDo));

    /// <summary>What a person is told of an exception; null where it is none of the platform's.</summary>
    public static VerbFailure? Describe(Exception exception) => exception switch
    {
        OsmFormatException => new(exception.Message,
            "Nothing was imported. Check that it is an OpenStreetMap extract (.osm.pbf or .osm) and was downloaded whole."),
        ImportInProgressException => new(exception.Message, "Run this again once the other import has ended."),
        InputFormatException => new(exception.Message, "Correct that line; --help says what each file holds."),
        PeerMissingException missing => new(missing.Message, missing.WhatToDo),
        ServiceStartException failed => new(failed.Message, failed.WhatToDo),
        StackStateException => new(exception.Message, "./telemetry down --purge stops what runs and forgets all that is kept."),
        StackStartException => new(exception.Message,
            "Where servers cannot be installed or started, --profile embedded needs none (up, demo and replay take it)."),
        BackendUnavailableException { InnerException: BaseMapFormatException } => new(exception.Message,
            "Another version of this program wrote it, or it is damaged: ./telemetry down --purge, then import the map again."),
        BackendUnavailableException => new(exception.Message, SeeStatus),
        TimeoutRejectedException => new("The receiver did not take a body for five minutes.", SeeStatus),
        HttpRequestException { InnerException: SocketException } => new(exception.Message, SeeStatus),
        UnauthorizedAccessException => new(exception.Message,
            $"Data, logs and the token are kept in {Checkout.StateDirectory}, temporary files in {Path.GetTempPath()}: both must be writable."),
        _ => null,
    };
}
