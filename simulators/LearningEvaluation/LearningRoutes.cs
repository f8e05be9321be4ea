namespace Telemetry.LearningEvaluation;

/// <summary>Where the drives of an evaluation lead.</summary>
public enum LearningRoutes
{
    /// <summary>From a random road by way of another one to a third, anywhere on the map: main roads get most passes.</summary>
    Across = 0,

    /// <summary>By way of three random roads, each within a kilometre of the one before: passes are spread more evenly, over many small roads.</summary>
    Near = 1,
}
