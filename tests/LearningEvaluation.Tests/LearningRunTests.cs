using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.Sensing;
using Telemetry.FleetSimulator.Solo;
using Telemetry.LearningEvaluation.Worlds;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.LearningEvaluation.Tests;

public sealed class LearningRunTests
{
    private static readonly LearningOptions s_few = new() { Passes = 0.5, Perturbation = DrivenTown.Perturbation };
    private static readonly LearningRun s_run = Run(1);

    [Fact]
    public void Execute_SameSeed_LearnsTheSameMap() =>
        Assert.Equal(Text(s_run), Text(Run(1)));

    [Fact]
    public void Execute_OtherSeed_LearnsAnother() =>
        Assert.NotEqual(Text(s_run), Text(Run(2)));

    [Fact]
    public void Execute_MeanOfPasses_IsWhatWasAskedFor()
    {
        var mean = (double)s_run.Passes.Total / s_run.DrivableEdges.Count;
        Assert.InRange(mean, s_few.Passes, s_few.Passes + 0.2);
    }

    [Fact]
    public void Execute_Drives_AreSpreadInOrderOverTheTime() =>
        Assert.InRange(s_run.EndUtc, s_few.StartUtc + 0.8 * s_few.Spread, s_few.StartUtc + s_few.Spread);

    [Fact]
    public void Apply_MessagesAgain_ChangeNothing()
    {
        var before = Text(s_run);
        var drives = Drives(new LearningOptions(), 1);
        foreach (var message in drives.Next(s_few.StartUtc)!.Messages)
            s_run.Platform.Apply(message);
        Assert.Equal(before, Text(s_run));
    }

    [Fact]
    public void Messages_OfADrive_AreCutAsTheClientCutsThem()
    {
        var messages = Drives(new LearningOptions(), 4).Next(s_few.StartUtc)!.Messages;
        Assert.True(messages.Count > 2);
        Assert.True(messages[0].FirstOfSession && messages[^1].LastOfSession);
        Assert.All(messages.Skip(1), message => Assert.Equal(10, message.ContextFrames));
        Assert.All(messages.Skip(1).SkipLast(1), message => Assert.Equal(70, message.Frames.Count));
    }

    [Fact]
    public void TrueMatch_WithoutNoise_LiesOnTheFixes()
    {
        var world = LearningWorld.Create(DrivenTown.Source, DrivenTown.Perturbation, 1);
        var trueMatch = new TrueMatch(world.Truth, world.BaseMap);
        var drive = Drives(new LearningOptions { SensorErrors = SensorErrors.None, SignErrors = SignErrors.None }, 4).Next(s_few.StartUtc)!;
        var matched = 0;
        foreach (var message in drive.Messages)
        {
            var match = trueMatch.Match(drive, message);
            Assert.Equal(message.Frames.Count, match.Fixes.Count);
            for (var i = 0; i < match.Fixes.Count; i++)
            {
                if (!match.Fixes[i].IsMatched)
                    continue;
                matched++;
                var piece = match.Stretches[match.Fixes[i].Stretch].Pieces[match.Fixes[i].Piece];
                var place = world.BaseMap.PointAt(piece.SegmentIndex, match.Fixes[i].AlongM);
                // Half a road and the largest shift of a line.
                Assert.InRange(Sphere.DistanceM(place, PositionOf(message.Frames[i])), 0, 25);
                Assert.InRange(match.Fixes[i].AlongM, 0, world.BaseMap.LengthM(piece.SegmentIndex));
            }
        }

        Assert.True(matched > 100);
    }

    private static LearningRun Run(ulong seed) => LearningRun.Execute(
        LearningWorld.Create(DrivenTown.Source, DrivenTown.Perturbation, seed), s_few, seed, null, TestContext.Current.CancellationToken);

    private static SoloDrives Drives(LearningOptions options, ulong seed) => new(
        LearningWorld.Create(DrivenTown.Source, DrivenTown.Perturbation, 1).Simulated,
        new FleetOptions
        {
            Vehicles = 1, Seed = seed, StartUtc = s_few.StartUtc, FleetId = "learning", SensorErrors = options.SensorErrors,
            SignErrors = options.SignErrors,
        });

    private static string Text(LearningRun run) => string.Join('\n', run.Platform.Facts().Select(fact => fact.GeoJson));

    private static Contracts.Geography.GeoPoint PositionOf(Frame frame) =>
        Contracts.Geography.GeoPoint.FromDegrees(frame.LongitudeDeg, frame.LatitudeDeg);
}
