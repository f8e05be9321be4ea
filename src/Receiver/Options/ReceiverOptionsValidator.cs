using Microsoft.Extensions.Options;

namespace Telemetry.Receiver.Options;

/// <summary>Checks the ranges that <see cref="ReceiverOptions"/> states.</summary>
internal sealed class ReceiverOptionsValidator : IValidateOptions<ReceiverOptions>
{
    public ValidateOptionsResult Validate(string? name, ReceiverOptions options)
    {
        var faults = new List<string>();
        Check(options.MostSentBytes is >= 1 << 10 and <= 1 << 30, nameof(options.MostSentBytes), "1 KiB to 1 GiB");
        Check(options.MostUnpackedBytes is >= 1 << 10 and <= 1 << 30, nameof(options.MostUnpackedBytes), "1 KiB to 1 GiB");
        Check(options.RetryAfter >= TimeSpan.FromSeconds(1) && options.RetryAfter <= TimeSpan.FromHours(1), nameof(options.RetryAfter), "1 s to 1 h");
        Check(options.LateAfter is null || options.LateAfter > TimeSpan.Zero, nameof(options.LateAfter), "over 0");
        Check(options.FairShareHeadroom is 0 or (>= 1 and <= 100), nameof(options.FairShareHeadroom), "0, or 1 to 100");
        Check(
            options.FairShareFloorFramesPerSecond >= 0 && double.IsFinite(options.FairShareFloorFramesPerSecond),
            nameof(options.FairShareFloorFramesPerSecond), "at least 0");
        Check(options.QuotaFramesPerSecond >= 0 && double.IsFinite(options.QuotaFramesPerSecond), nameof(options.QuotaFramesPerSecond), "at least 0");
        Check(options.QuotaBurstFrames >= 1 && double.IsFinite(options.QuotaBurstFrames), nameof(options.QuotaBurstFrames), "at least 1");
        Check(options.RecentMessages is >= 0 and <= 100_000_000, nameof(options.RecentMessages), "0 to 100 million");
        Check(options.RecentFor > TimeSpan.Zero && options.RecentFor <= TimeSpan.FromHours(24), nameof(options.RecentFor), "over 0 to 24 h");
        Check(options.ReceiptsFor > TimeSpan.Zero && options.ReceiptsFor <= TimeSpan.FromDays(7), nameof(options.ReceiptsFor), "over 0 to 7 days");
        Check(options.BaseMapKeptFor > TimeSpan.Zero, nameof(options.BaseMapKeptFor), "over 0");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(bool holds, string option, string range)
        {
            if (!holds)
                faults.Add($"{ReceiverOptions.Section}:{option} must be {range}.");
        }
    }
}
