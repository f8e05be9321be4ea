using Telemetry.ChunkBuffer.Frames;

namespace Telemetry.ChunkBuffer.Tests.Chunks;

/// <summary>Equality by content: the records compare their arrays by reference.</summary>
internal static class MessageEquality
{
    public static void AssertSame(VehicleMessage expected, VehicleMessage actual)
    {
        Assert.Equal(expected.Key, actual.Key);
        Assert.Equal(expected.Vehicle, actual.Vehicle);
        Assert.Equal(expected.Fleet, actual.Fleet);
        Assert.Equal(expected.ReceivedAtMs, actual.ReceivedAtMs);
        Assert.Equal(expected.FirstOfSession, actual.FirstOfSession);
        Assert.Equal(expected.LastOfSession, actual.LastOfSession);
        Assert.Equal(expected.ContextFrames, actual.ContextFrames);
        Assert.True(expected.Frames.AsSpan().SequenceEqual(actual.Frames.AsSpan()), "Frames differ.");
        Assert.Equal(expected.Signs.Length, actual.Signs.Length);
        for (var i = 0; i < expected.Signs.Length; i++)
        {
            Assert.Equal(expected.Signs[i].FrameIndex, actual.Signs[i].FrameIndex);
            AssertSame(expected.Signs[i].Sign, actual.Signs[i].Sign);
        }

        Assert.Equal(expected.SignsInForce.Length, actual.SignsInForce.Length);
        for (var i = 0; i < expected.SignsInForce.Length; i++)
        {
            Assert.Equal(expected.SignsInForce[i].DistanceDrivenM, actual.SignsInForce[i].DistanceDrivenM);
            AssertSame(expected.SignsInForce[i].Sign, actual.SignsInForce[i].Sign);
        }
    }

    private static void AssertSame(QuantizedSign expected, QuantizedSign actual)
    {
        Assert.Equal(expected with { Conditions = [] }, actual with { Conditions = [] });
        Assert.Equal<string>(expected.Conditions, actual.Conditions);
    }
}
