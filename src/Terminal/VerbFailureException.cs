namespace Telemetry.Terminal;

/// <summary>Ends a verb with a failure that is put in words where it is found.</summary>
/// <param name="failure">What a person is told.</param>
public sealed class VerbFailureException(VerbFailure failure) : Exception(failure?.What)
{
    /// <summary>What a person is told.</summary>
    public VerbFailure Failure => failure;

    /// <summary>What the command line asks for cannot be.</summary>
    /// <param name="what">Why.</param>
    /// <param name="whatToDo">Where help is.</param>
    public static VerbFailureException Usage(string what, string whatToDo) => new(new VerbFailure(what, whatToDo, ExitCodes.Usage));
}
