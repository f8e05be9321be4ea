namespace Telemetry.ChunkBuffer.Chunks.Coding;

/// <summary>How a column's next value is guessed; three bits in the format.</summary>
internal enum Predictor : byte
{
    /// <summary>The value before.</summary>
    Last = 0,

    /// <summary>The straight line through the two values before; suits what grows steadily, as time does.</summary>
    Linear = 1,

    /// <summary>The mean of the two values before, rounded down; suits what is mostly noise.</summary>
    Mean = 2,

    /// <summary>Positions only: the value before, moved by speed and heading over the time between.</summary>
    DeadReckoning = 3,
}
