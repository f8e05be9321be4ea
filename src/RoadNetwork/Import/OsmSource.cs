namespace Telemetry.RoadNetwork.Import;

/// <summary>An OSM extract that can be read more than once: the importer makes two passes and looks at the first bytes before.</summary>
/// <param name="Name">The file's name, for messages and as a hint at its format where the content does not tell.</param>
/// <param name="Open">Opens the extract at its start. The importer disposes every stream it opens.</param>
public sealed record OsmSource(string Name, Func<Stream> Open);
