using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;

namespace Telemetry.ChunkBuffer.Tests.Chunks;

/// <summary>
/// A car on winding roads at 1 Hz with every optional number: position error of a Gauss-Markov part (3.8 m an axis, 18 s) and a
/// white part (1 m), heading 4°, speed 0.3 m/s, yaw rate 0.4°/s, curvature 3e-4 per metre, lane offsets 8 cm, clock 15 ms.
/// </summary>
internal sealed class SimulatedDrive(int seed)
{
    private const double MetresPerDegree = 111_319.49;
    private readonly Random _random = new(seed);

    public VehicleMessage Message(int frames)
    {
        var made = new QuantizedFrame[frames];
        double lon = 8.69 + Gauss(0.02), lat = 49.41 + Gauss(0.02), heading = _random.NextDouble() * 360, speed = 12;
        double wanted = 13, yaw = 0, errorEast = Gauss(3.8), errorNorth = Gauss(3.8), accuracy = 4;
        var keep = Math.Exp(-1 / 18.0);
        var kick = 3.8 * Math.Sqrt(1 - keep * keep);
        var start = 1_790_000_000_000L + _random.Next(1_000_000);
        for (var i = 0; i < frames; i++)
        {
            if (_random.NextDouble() < 0.05)
                wanted = _random.NextDouble() < 0.2 ? 0 : 5 + _random.NextDouble() * 28;
            speed += Math.Clamp(wanted - speed, -2.5, 1.5);
            if (_random.NextDouble() < 0.1)
                yaw = _random.NextDouble() < 0.5 ? 0 : Gauss(6);
            heading = (heading + yaw + 360) % 360;
            var radians = heading * Math.PI / 180;
            lat += speed * Math.Cos(radians) / MetresPerDegree;
            lon += speed * Math.Sin(radians) / (MetresPerDegree * Math.Cos(lat * Math.PI / 180));
            errorEast = errorEast * keep + Gauss(kick);
            errorNorth = errorNorth * keep + Gauss(kick);
            accuracy = Math.Clamp(accuracy + Gauss(0.2), 2, 12);
            made[i] = new QuantizedFrame(
                start + i * 1000L + (long)Gauss(15),
                GeoPoint.FromDegrees(
                    lon + (errorEast + Gauss(1)) / (MetresPerDegree * Math.Cos(lat * Math.PI / 180)),
                    lat + (errorNorth + Gauss(1)) / MetresPerDegree),
                (int)(accuracy * 10),
                (int)Math.Round((heading + Gauss(4) + 720) * 10) % 3600,
                (int)Math.Max(0, (speed + Gauss(0.3)) * 100),
                (int)((yaw + Gauss(0.4)) * 100),
                (int)(((speed > 1 ? yaw * Math.PI / 180 / speed : 0) + Gauss(3e-4)) * 1e5),
                (int)Math.Max(0, (1.75 + Gauss(0.08)) * 100),
                (int)Math.Max(0, (1.75 + Gauss(0.08)) * 100));
        }

        return new VehicleMessage
        {
            Key = Hash(),
            Vehicle = Hash(),
            Fleet = (ulong)_random.NextInt64(),
            ReceivedAtMs = start + frames * 1000L,
            Frames = [.. made],
        };
    }

    public Hash128 Hash() => new((ulong)_random.NextInt64(), (ulong)_random.NextInt64());

    private double Gauss(double deviation) =>
        deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
