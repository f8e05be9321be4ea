namespace Telemetry.HttpHosting.Bodies;

/// <summary>A body went over its limit as sent; carries the news up through a decompressor.</summary>
internal sealed class BodyTooLargeException : IOException;
