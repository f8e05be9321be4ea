using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Telemetry.HttpHosting.Problems;

namespace Telemetry.HttpHosting.Bodies;

/// <summary>
/// Reads and unpacks request bodies (<c>gzip</c>, <c>br</c> or plain) into pooled buffers under both limits. A bomb is given up
/// as soon as it passes the limit, at no more than twice that much memory.
/// </summary>
public static class RequestBodyReader
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>
    /// The whole body, or the problem: 400 where it is not the compression it says or ends too soon, 413 over a limit, 415 for another coding.
    /// </summary>
    public static async ValueTask<BodyOutcome> ReadAsync(
        HttpContext context, BodyLimits limits, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (request.ContentLength > limits.SentBytes)
            return new BodyOutcome(SentTooLarge(limits));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = limits.SentBytes;

        var sent = new CountingStream(request.Body, limits.SentBytes);
        string? coding = request.Headers.ContentEncoding;
        switch (coding?.Trim().ToLowerInvariant())
        {
            case null or "" or "identity":
                return await FillAsync(sent, request.ContentLength ?? FirstBuffer, limits, cancellationToken);
            case "gzip" or "x-gzip":
                await using (var gzip = new GZipStream(sent, CompressionMode.Decompress, leaveOpen: true))
                    return await FillAsync(gzip, 4 * request.ContentLength ?? FirstBuffer, limits, cancellationToken);
            case "br":
                await using (var brotli = new BrotliStream(sent, CompressionMode.Decompress, leaveOpen: true))
                    return await FillAsync(brotli, 4 * request.ContentLength ?? FirstBuffer, limits, cancellationToken);
            default:
                context.Response.Headers.AcceptEncoding = "gzip, br";
                return new BodyOutcome(Problem.UnsupportedMedia("Content-Encoding", "Only gzip, br and identity are read."));
        }
    }

    private static async ValueTask<BodyOutcome> FillAsync(
        Stream unpacked, long guess, BodyLimits limits, CancellationToken cancellationToken)
    {
        // One byte more than the guess, so that the end is seen without growing.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(guess + 1, FirstBuffer, limits.UnpackedBytes + 1L));
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                    buffer = Grow(buffer, limits);
                var read = await unpacked.ReadAsync(buffer.AsMemory(length), cancellationToken);
                if (read == 0)
                    break;
                length += read;
                if (length > limits.UnpackedBytes)
                    return Fail(buffer, Problem.TooLarge($"The body unpacks to more than {limits.UnpackedBytes} bytes."));
            }
        }
        catch (BodyTooLargeException)
        {
            return Fail(buffer, SentTooLarge(limits));
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Fail(buffer, SentTooLarge(limits));
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            // BrotliStream reports corrupt data as an invalid operation.
            return Fail(buffer, Problem.Malformed("body", "The compressed body is corrupt or ends too soon."));
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }

        return new BodyOutcome(new RequestBody(buffer, length));
    }

    private static byte[] Grow(byte[] full, BodyLimits limits)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * full.Length, limits.UnpackedBytes + 1L));
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    private static BodyOutcome Fail(byte[] buffer, Problem problem)
    {
        ArrayPool<byte>.Shared.Return(buffer);
        return new BodyOutcome(problem);
    }

    private static Problem SentTooLarge(BodyLimits limits) =>
        Problem.TooLarge($"The body is larger than {limits.SentBytes} bytes as sent.");
}
