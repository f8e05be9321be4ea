namespace Telemetry.RoadNetwork.Cells;

/// <summary>
/// The bytes of a base-map object are torn, altered, of another kind, or of a version that this build does not read. Never a
/// fault of the store, and never worth a retry: the base map must be imported again.
/// </summary>
public sealed class BaseMapFormatException : FormatException
{
    /// <param name="what">What was read, for example <c>base-map manifest</c>.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="inner">What was thrown underneath, if anything.</param>
    public BaseMapFormatException(string what, string problem, Exception? inner = null)
        : base($"The {what} cannot be read: {problem}.", inner)
    {
    }
}
