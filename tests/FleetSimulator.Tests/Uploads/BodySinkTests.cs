using System.IO.Compression;
using System.Security.Cryptography;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Recording;
using Telemetry.FleetSimulator.Uploads;

namespace Telemetry.FleetSimulator.Tests.Uploads;

public sealed class BodySinkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Fact]
    public async Task PostAsync_ManyMessages_AreBatchesThatReadBackAndHashAsTheyStand()
    {
        var messages = Simulations.Run(Simulations.Options(30), TimeSpan.FromMinutes(10));
        var recording = new BodyRecording(_folder.FullName);
        await using var sink = new BodySink(recording);
        foreach (var message in messages)
            await sink.PostAsync(message, Simulations.Start, TestContext.Current.CancellationToken);
        await sink.CompleteAsync(TestContext.Current.CancellationToken);

        var read = new List<FrameMessage>();
        using var bytes = new MemoryStream();
        foreach (var path in recording.List())
        {
            var body = await BodyRecording.ReadAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(("application/x-protobuf", "gzip"), (body.MediaType, body.Encoding));
            using var unpacked = new MemoryStream();
            await using (var gzip = new GZipStream(new MemoryStream(body.Bytes), CompressionMode.Decompress))
                await gzip.CopyToAsync(unpacked, TestContext.Current.CancellationToken);
            read.AddRange(FrameBatch.Parser.ParseFrom(unpacked.ToArray()).Messages);
            bytes.Write(unpacked.ToArray());
        }

        Assert.True(sink.Bodies > 1);
        Assert.Equal(messages, read);
        Assert.Equal(bytes.Length, sink.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())), sink.TakeSha256());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
