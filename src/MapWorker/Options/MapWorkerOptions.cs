using System.ComponentModel.DataAnnotations;
using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.MapWorker.Options;

/// <summary>Settings of the map worker, section <c>MapWorker</c> of the configuration. Validated at start.</summary>
public sealed class MapWorkerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "MapWorker";

    /// <summary>Names this worker in leases and logs; default machine name and process id.</summary>
    [Required, StringLength(64, MinimumLength = 1)]
    public string Name { get; set; } = string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}");

    /// <summary>
    /// Frames a second that the worker does at most; default 0: as many as it can. For load tests on a small machine, where many
    /// workers are to have the capacity of one each.
    /// </summary>
    [Range(0, 10_000_000)]
    public double FramesPerSecond { get; set; }

    /// <summary>
    /// Work items of the live lane held at most; default 32. Polling pauses while so many are in work. Half as many of the bulk
    /// lane may be held besides.
    /// </summary>
    [Range(1, 1000)]
    public int MaxHeldItems { get; set; } = 32;

    /// <summary>Chunks decoded and matched at the same time; default one per processor.</summary>
    [Range(1, 256)]
    public int MatchParallelism { get; set; } = Math.Clamp(Environment.ProcessorCount, 1, 256);

    /// <summary>
    /// How long one poll waits for work; default 2 s. A stopping worker waits for its last polls, and what a killed worker's polls are
    /// handed is hidden for a while: short, at a request every second for each worker without work.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan PollWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a held item stays hidden without a heartbeat; default 18 s.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "12:00:00")]
    public TimeSpan Visibility { get; set; } = VisibilityHeartbeat.Visibility;

    /// <summary>How often the hold on an item is extended; default 6 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan Heartbeat { get; set; } = VisibilityHeartbeat.Interval;

    /// <summary>Contributions to a grain within this time are folded and written together; default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan FlushWindow { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What the flush window grows to while the backlog is old; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan LongestFlushWindow { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A backlog older than this lets the flush window grow; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan OldBacklog { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Grains loaded, folded and put at the same time; default 16.</summary>
    [Range(1, 512)]
    public int WriteParallelism { get; set; } = 16;

    /// <summary>
    /// Grains kept opened between flushes, in bytes as stored; default 32 MiB, which is some times that in memory. 0 keeps none.
    /// </summary>
    [Range(0, 1L << 40)]
    public long OpenedGrainBytes { get; set; } = 32 << 20;

    /// <summary>
    /// Grains read at the same time while the facts of cells are derived; default 4. Few, because flushes, which vehicles wait
    /// for, go through the same store.
    /// </summary>
    [Range(1, 512)]
    public int CellParallelism { get; set; } = 4;

    /// <summary>Grains published in one transaction at most; default 250.</summary>
    [Range(1, 5000)]
    public int PublishBatch { get; set; } = 250;

    /// <summary>How often a poisonous message is tried before it is quarantined; default 3.</summary>
    [Range(1, 100)]
    public int PoisonTries { get; set; } = 3;

    /// <summary>Chunks older than this are not applied; default 7 days, as long as the chunk store keeps them.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan ChunkLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a stopping worker finishes what it holds before it gives the rest back; default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How often candidate roads and closures are derived where evidence is new; default 2 s. While a round takes long,
    /// rounds come at longer intervals, up to 15 s, so that they stay a small part of the work.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan CellsEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a grain must be quiet before what follows from it around it is derived and it is marked as published;
    /// default 3 s. A grain that is never quiet has its turn after five times as long.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan SettleAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often the sweeps look for what was left behind; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// A ledger entry in flight for longer than this, with empty queues, is sent again; default 2 minutes. Far over
    /// the visibility, so that no living worker can hold it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan ResendAfter { get; set; } = TimeSpan.FromMinutes(2);
}
