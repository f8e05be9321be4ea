using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Telemetry.ChunkBuffer.Commit;
using Telemetry.Contracts.Faults;
using Telemetry.MapStore.Keys;

namespace Telemetry.Receiver.Receipts;

/// <summary>
/// Signs receipts under secrets that follow one way from the epoch keys, so that every receiver of a deployment, and one that was
/// started again, knows the receipts of all others without a secret of their own to hand around. Safe for use by many threads.
/// </summary>
internal sealed class ReceiptSigners(EpochKeyRing ring)
{
    private Signer? _last;

    private sealed record Signer(int Epoch, ReceiptSigner Of);

    /// <summary>The id of the receipt for a batch that is durable.</summary>
    /// <exception cref="BackendUnavailableException">The keys are not loaded.</exception>
    public string Sign(CommittedBatch batch)
    {
        if (!TryGet(EpochKeyRing.EpochOf(batch.Chunk.CreatedAt), out var signer))
            throw new BackendUnavailableException("epoch key ring", new InvalidOperationException("There is no key for now."));
        return signer.Sign(batch);
    }

    /// <summary>Reads a receipt given between two moments; false for anything else.</summary>
    public bool TryRead(string id, DateTimeOffset from, DateTimeOffset to, out CommittedBatch batch)
    {
        batch = default;
        for (var epoch = EpochKeyRing.EpochOf(to); epoch >= EpochKeyRing.EpochOf(from); epoch--)
        {
            if (TryGet(epoch, out var signer) && signer.TryRead(id, out batch))
                return true;
        }

        return false;
    }

    private bool TryGet(int epoch, [MaybeNullWhen(false)] out ReceiptSigner signer)
    {
        signer = null;
        if (Volatile.Read(ref _last) is { } last && last.Epoch == epoch)
        {
            signer = last.Of;
            return true;
        }

        if (!ring.TryGetKey(epoch, out var key))
            return false;
        var secret = new byte[EpochKeyRing.KeyBytes];
        HKDF.Expand(HashAlgorithmName.SHA256, key.Span, secret, "telemetry receipts 1"u8);
        signer = new ReceiptSigner(secret);
        Volatile.Write(ref _last, new Signer(epoch, signer));
        return true;
    }
}
