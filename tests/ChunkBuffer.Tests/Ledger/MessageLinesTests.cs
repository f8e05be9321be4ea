using FsCheck;
using FsCheck.Fluent;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;

namespace Telemetry.ChunkBuffer.Tests.Ledger;

public sealed class MessageLinesTests
{
    private static readonly Gen<MessageEntry> s_entry =
        from frames in Gen.OneOf(Gen.Choose(0, 3600), Gen.Constant(int.MaxValue))
        from matched in Gen.Choose(0, 3600)
        from outcome in Gen.Choose(0, 3)
        from error in Gen.Elements(null, "", "poison", "Straße \ud83d\ude97")
        select new MessageEntry(frames, matched, (MessageOutcome)outcome, error);

    [Fact]
    public void Unpack_Packed_GivesTheLines() =>
        Prop.ForAll(Gen.ListOf(s_entry).ToArbitrary(), entries =>
            Assert.Equal(entries, MessageLines.Unpack(MessageLines.Pack([.. entries])))).QuickCheckThrowOnFailure();

    [Fact]
    public void Pack_OrdinaryMessages_TakesFewBytes() =>
        Assert.InRange(
            MessageLines.Pack([.. Enumerable.Repeat(new MessageEntry(60, 55, MessageOutcome.Applied, null), 1000)]).Length,
            1, 3_000);

    [Fact]
    public void Pack_ErrorsBeyondAnItem_DropsTheirTexts()
    {
        var error = new string('e', 200);
        var entries = Enumerable.Repeat(new MessageEntry(60, 0, MessageOutcome.DeadLettered, error), 60_000).ToList();
        var packed = MessageLines.Pack(entries);
        Assert.InRange(packed.Length, 1, 390_000);
        Assert.All(MessageLines.Unpack(packed), m => Assert.Null(m.Error));
    }

    [Fact]
    public void Unpack_AnyBytes_GivesLinesOrThrows() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            try
            {
                Assert.InRange(MessageLines.Unpack(bytes).Count, 0, bytes.Length);
            }
            catch (ChunkFormatException)
            {
                // The other allowed end.
            }
        }).QuickCheckThrowOnFailure();
}
