using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Telemetry.Contracts.Http;
using Telemetry.Contracts.Json;
using Telemetry.Contracts.V1;
using Telemetry.TestKit;

namespace Telemetry.Contracts.Tests.Json;

public sealed class FrameBatchJsonTests
{
    private static readonly JsonFormatter Snake = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    [Fact]
    public void TryRead_WhatProtobufWrites_IsTheSameBatch() => Prop.ForAll<int>(seed =>
    {
        var batch = SampleFrames.Random(seed);
        return Read(JsonFormatter.Default.Format(batch)).Equals(batch) && Read(Snake.Format(batch)).Equals(batch);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryRead_BareArray_IsTheBatch()
    {
        var batch = SampleFrames.Random(7);
        var messages = batch.Messages.Select(message => JsonFormatter.Default.Format(message));
        Assert.Equal(batch, Read($"[{string.Join(',', messages)}]"));
    }

    [Theory]
    [InlineData("""{"messages":[{"frames":[{"timestampUtcMs":1776254400000}]}]}""")]
    [InlineData("""{"messages":[{"frames":[{"timestampUtcMs":"1776254400000"}]}]}""")]
    [InlineData("""{"messages":[{"frames":[{"timestamp_utc_ms":1776254400000.0}]}]}""")]
    [InlineData("""{"messages":[{"sessionId":null,"signsInForce":null,"frames":[{"speedMps":null,"timestampUtcMs":1.7762544e12}]}]}""")]
    public void TryRead_WaysToWriteATime_AreOne(string json)
    {
        var expected = new FrameBatch { Messages = { new FrameMessage { Frames = { new Frame { TimestampUtcMs = 1776254400000 } } } } };
        Assert.Equal(expected, Read(json));
        Assert.Equal(expected, JsonParser.Default.Parse<FrameBatch>(json));
    }

    [Theory]
    [InlineData("\"SPEED_LIMIT_END\"")]
    [InlineData("2")]
    public void TryRead_EnumByNameOrNumber_IsRead(string value)
    {
        var batch = Read($$"""[{"frames":[{"signs":[{"type":{{value}}}]}]}]""");
        Assert.Equal(SignRecognition.Types.Type.SpeedLimitEnd, batch.Messages[0].Frames[0].Signs[0].Type);
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("7", "body")]
    [InlineData("{} {}", "body")]
    [InlineData("""{"mesages":[]}""", "mesages")]
    [InlineData("""{"messages":{}}""", "messages")]
    [InlineData("""{"messages":[null]}""", "messages[0]")]
    [InlineData("""[{},7]""", "messages[1]")]
    [InlineData("""[{"sessionId":7}]""", "messages[0].sessionId")]
    [InlineData("""[{"sessionId":"a","session_id":"b"}]""", "messages[0].sessionId")]
    [InlineData("""[{"sessionId":"\ud800"}]""", "messages[0].sessionId")]
    [InlineData("""[{"firstOfSession":"yes"}]""", "messages[0].firstOfSession")]
    [InlineData("""[{"contextFrames":1.5}]""", "messages[0].contextFrames")]
    [InlineData("""[{"contextFrames":3000000000}]""", "messages[0].contextFrames")]
    [InlineData("""[{"frames":[{},{},{},{"latitudeDeg":"north"}]}]""", "messages[0].frames[3].latitudeDeg")]
    [InlineData("""[{"frames":[{"latitudeDeg":NaN}]}]""", "messages[0].frames[0].latitudeDeg")]
    [InlineData("""[{"frames":[{"latitudeDeg":1e400}]}]""", "messages[0].frames[0].latitudeDeg")]
    [InlineData("""[{"frames":[{"speedMps":1e39}]}]""", "messages[0].frames[0].speedMps")]
    [InlineData("""[{"frames":[{"speedMps":[]}]}]""", "messages[0].frames[0].speedMps")]
    [InlineData("""[{"frames":[{"timestampUtcMs":"soon"}]}]""", "messages[0].frames[0].timestampUtcMs")]
    [InlineData("""[{"frames":[{"timestampUtcMs":1e300}]}]""", "messages[0].frames[0].timestampUtcMs")]
    [InlineData("""[{"frames":[{"signs":[{"type":"SPED_LIMIT"}]}]}]""", "messages[0].frames[0].signs[0].type")]
    [InlineData("""[{"frames":[{"signs":[{"conditions":["wet",7]}]}]}]""", "messages[0].frames[0].signs[0].conditions[1]")]
    [InlineData("""[{"frames":[{"speedMps":3.5""", "messages[0].frames[0].speedMps")]
    public void TryRead_Fault_NamesTheField(string json, string field) => Assert.Equal(field, Fault(json).Field);

    [Fact]
    public void TryRead_WrongType_SaysWhatWasExpectedAndGot() => Assert.Equal(
        new FieldError("messages[0].frames[3].latitudeDeg", "expected a number, got a string"),
        Fault("""[{"frames":[{},{},{},{"latitudeDeg":"north"}]}]"""));

    [Fact]
    public void TryRead_DepthBomb_IsRefused() => Assert.Equal("messages[0]", Fault(new string('[', 100_000)).Field);

    [Fact]
    public void TryRead_ManyEmptyMessages_IsRefusedAtTheLimit() =>
        Assert.Equal("messages[200000]", Fault($"[{string.Join(',', Enumerable.Repeat("{}", 300_000))}]").Field);

    [Fact]
    public void TryRead_DamagedText_NeverThrows() => Prop.ForAll<int, byte[]>((seed, noise) =>
    {
        var bytes = Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(SampleFrames.Random(seed)));
        var random = new Random(seed);
        foreach (var value in noise)
            bytes[random.Next(bytes.Length)] = value;
        var read = FrameBatchJson.TryRead(bytes.AsSpan(0, random.Next(bytes.Length + 1)), out var batch, out var error);
        return read == (batch is not null) && read == (error is null);
    }).QuickCheckThrowOnFailure();

    private static FrameBatch Read(string json)
    {
        Assert.True(FrameBatchJson.TryRead(Encoding.UTF8.GetBytes(json), out var batch, out var error), error?.ToString());
        return batch;
    }

    private static FieldError Fault(string json)
    {
        Assert.False(FrameBatchJson.TryRead(Encoding.UTF8.GetBytes(json), out _, out var error));
        return error;
    }
}
