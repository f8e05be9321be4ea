using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Telemetry.Contracts.Geography;
using Telemetry.FleetSimulator.OsmFiles;
using Telemetry.RoadNetwork.Import;
using Telemetry.RoadNetwork.Protos;

namespace Telemetry.EndToEnd.Tests.Reimport;

/// <summary>
/// All nodes and ways of a PBF file, to be changed and written again. Relations and traffic signs are left out: what they say hangs on
/// more ways than one.
/// </summary>
internal sealed class OsmExtract
{
    public SortedDictionary<long, (GeoPoint At, OsmTag[] Tags)> Nodes { get; } = [];

    public SortedDictionary<long, (long[] Nodes, Dictionary<string, string> Tags)> Ways { get; } = [];

    public static OsmExtract Read(string path)
    {
        var extract = new OsmExtract();
        using var file = File.OpenRead(path);
        var length = new byte[sizeof(int)];
        while (file.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) == length.Length)
        {
            var header = BlobHeader.Parser.ParseFrom(Bytes(file, BinaryPrimitives.ReadInt32BigEndian(length)));
            var blob = Blob.Parser.ParseFrom(Bytes(file, header.Datasize));
            if (header.Type != "OSMData")
                continue;
            using var content = new ZLibStream(new MemoryStream(blob.ZlibData.ToByteArray()), CompressionMode.Decompress);
            extract.Take(PrimitiveBlock.Parser.ParseFrom(content));
        }

        return extract;
    }

    public byte[] Write()
    {
        using var file = new MemoryStream();
        using (var writer = new OsmPbfWriter(file))
        {
            foreach (var (id, (at, tags)) in Nodes)
                writer.Node(id, at, tags);
            foreach (var (id, (nodes, tags)) in Ways)
                writer.Way(id, nodes, [.. tags.Select(tag => new OsmTag(tag.Key, tag.Value))]);
        }

        return file.ToArray();
    }

    public ImportedRoads Import()
    {
        var bytes = Write();
        return RoadImporter.Import(
            new OsmSource("edited.osm.pbf", () => new MemoryStream(bytes)), null, TestContext.Current.CancellationToken);
    }

    private static byte[] Bytes(Stream file, int count)
    {
        var bytes = new byte[count];
        file.ReadExactly(bytes);
        return bytes;
    }

    private void Take(PrimitiveBlock block)
    {
        Assert.Equal((100, 0, 0), (block.Granularity, block.LatOffset, block.LonOffset));
        string Text(long index) => Encoding.UTF8.GetString(block.Stringtable.S[(int)index].Span);
        foreach (var group in block.Primitivegroup)
        {
            Assert.Empty(group.Nodes);
            if (group.Dense is { } dense)
                TakeNodes(dense, Text);
            foreach (var way in group.Ways)
            {
                long node = 0;
                Ways.Add(way.Id, (
                    [.. way.Refs.Select(step => node += step)],
                    way.Keys.Zip(way.Vals).ToDictionary(tag => Text(tag.First), tag => Text(tag.Second), StringComparer.Ordinal)));
            }
        }
    }

    private void TakeNodes(DenseNodes dense, Func<long, string> text)
    {
        long id = 0, lat = 0, lon = 0;
        var tag = 0;
        for (var i = 0; i < dense.Id.Count; i++)
        {
            (id, lat, lon) = (id + dense.Id[i], lat + dense.Lat[i], lon + dense.Lon[i]);
            var tags = new List<OsmTag>();
            for (; dense.KeysVals.Count > 0 && dense.KeysVals[tag] != 0; tag += 2)
                tags.Add(new OsmTag(text(dense.KeysVals[tag]), text(dense.KeysVals[tag + 1])));
            tag++;
            var isSign = tags.Exists(one => one.Key.StartsWith("traffic_sign", StringComparison.Ordinal) || one.Value == "traffic_sign");
            Nodes.Add(id, (new GeoPoint((int)lon, (int)lat), isSign ? [] : [.. tags]));
        }
    }
}
