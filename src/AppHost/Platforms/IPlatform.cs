using Telemetry.Backends;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Platforms;

/// <summary>A platform of its own for one run: started empty, and gone when disposed.</summary>
internal interface IPlatform : IAsyncDisposable
{
    /// <summary>Where frames are posted; known once started.</summary>
    Uri Receiver { get; }

    /// <summary>Where the map is read; known once started.</summary>
    Uri MapApi { get; }

    /// <summary>The token for every fleet and scope.</summary>
    string Token { get; }

    /// <summary>The stores, for reading the books and the map.</summary>
    PlatformBackends Backends { get; }

    /// <summary>Puts roads in force as the base map and starts the services.</summary>
    /// <param name="roads">The roads.</param>
    /// <param name="sourceName">Where they come from, a file's name for example.</param>
    /// <param name="progress">Told what goes on.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task StartAsync(
        ImportedRoads roads, string sourceName, VerbProgress progress, CancellationToken cancellationToken);
}
