using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Identity;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Keys;

namespace Telemetry.MapStore.Tests.Keys;

public sealed class IdentityHasherTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void MessageKey_KnownInput_IsHmacOfTagAndLengthPrefixedTexts()
    {
        byte[] input =
        [
            1, 0, 0, 0, 1, (byte)'f', 0, 0, 0, 2, 0xc3, 0xa4, 0, 0, 0, 0, 0, 0, 0, 1, (byte)'7',
        ];

        var hash = IdentityHasher.MessageKey(Key, "f", "ä", "", "7");

        Assert.Equal(Hash128.ReadFrom(HMACSHA256.HashData(Key, input)), hash);
    }

    [Fact]
    public void MessageKey_AnyTwoInputs_AreEqualOnlyWhereAllPartsAre()
    {
        var texts = ArbMap.Default.ArbFor<string[]>().Filter(parts => parts.Length == 4 && parts.All(IsWellFormed));
        Prop.ForAll(texts, texts, (a, b) =>
            (IdentityHasher.MessageKey(Key, a[0], a[1], a[2], a[3]) == IdentityHasher.MessageKey(Key, b[0], b[1], b[2], b[3]))
                == a.SequenceEqual(b)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void MessageKey_TextMovesAcrossABorder_Differs()
    {
        Hash128[] hashes =
        [
            IdentityHasher.MessageKey(Key, "ab", "c", "", ""),
            IdentityHasher.MessageKey(Key, "a", "bc", "", ""),
            IdentityHasher.MessageKey(Key, "abc", "", "", ""),
            IdentityHasher.MessageKey(Key, "a", "b", "c", ""),
            IdentityHasher.Vehicle(Key, "ab", "c"),
            IdentityHasher.Vehicle(Key, "a", "bc"),
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void Vehicle_LongIdentity_IsHashedWhole()
    {
        var text = new string('x', 5000);
        Assert.NotEqual(IdentityHasher.Vehicle(Key, "f", text + "1"), IdentityHasher.Vehicle(Key, "f", text + "2"));
        Assert.Equal(IdentityHasher.Vehicle(Key, "f", text), IdentityHasher.Vehicle(Key, "f", text));
    }

    [Fact]
    public void Pseudonym_OtherGrainKindVehicleOrKey_IsAnother()
    {
        var vehicle = IdentityHasher.Vehicle(Key, "f", "v");
        var grain = new GrainId(GrainKind.Segment, 7);
        Hash128[] pseudonyms =
        [
            vehicle,
            IdentityHasher.Pseudonym(Key, grain, vehicle),
            IdentityHasher.Pseudonym(Key, new GrainId(GrainKind.Cell, 7), vehicle),
            IdentityHasher.Pseudonym(Key, new GrainId(GrainKind.Segment, 8), vehicle),
            IdentityHasher.Pseudonym(Key, grain, IdentityHasher.Vehicle(Key, "f", "w")),
            IdentityHasher.Pseudonym(SHA256.HashData(Key), grain, vehicle),
        ];
        Assert.Equal(pseudonyms.Length, pseudonyms.Distinct().Count());
    }

    [Fact]
    public void Fleet_SameKey_IsStable()
    {
        Assert.Equal(IdentityHasher.Fleet(Key, "f"), IdentityHasher.Fleet(Key, "f"));
        Assert.NotEqual(IdentityHasher.Fleet(Key, "f"), IdentityHasher.Fleet(Key, "g"));
    }

    // Halves of a surrogate pair have no UTF-8; JSON and protobuf bring none.
    private static bool IsWellFormed(string text) => text is not null && !text.Any(char.IsSurrogate);
}
