namespace Telemetry.Receiver.Intake.Plain;

/// <summary>What came of reading a message the plain way.</summary>
internal enum PlainRead
{
    /// <summary>It was read and holds to the contract.</summary>
    Read,

    /// <summary>Its bytes are a message; the contract refuses it, or may: somebody else has to look.</summary>
    Doubtful,

    /// <summary>Its bytes are not as the usual writers write them: somebody else has to read it.</summary>
    NotPlain,
}
