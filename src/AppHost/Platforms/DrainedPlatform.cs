using Telemetry.ChunkBuffer.Ledger;

namespace Telemetry.AppHost.Platforms;

/// <summary>What a platform has come to.</summary>
/// <param name="Frames">The books in frames.</param>
/// <param name="BooksBalance">True where the books balance, in frames and in messages.</param>
/// <param name="MapSha256">The canonical map's hash.</param>
internal sealed record DrainedPlatform(Books Frames, bool BooksBalance, string MapSha256);
