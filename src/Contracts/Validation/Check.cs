using System.Globalization;
using System.Runtime.CompilerServices;

namespace Telemetry.Contracts.Validation;

/// <summary>Checks of single values: null where all is well, which is the only way that costs nothing.</summary>
internal static class Check
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Offence? Range(double value, double least, double most, string field) =>
        value >= least && value <= most ? null : OutOfRange(value, least, most, field);

    public static Offence? Id(string value, string field) =>
        value.Length is > 0 and <= FrameLimits.LongestId ? null
        : value.Length == 0 ? new Offence(RejectReason.Missing, field, "must be given")
        : Longer(FrameLimits.LongestId, field);

    public static Offence? Length(string value, int most, string field) => value.Length <= most ? null : Longer(most, field);

    public static Offence? Count(int count, int most, string field) => count <= most ? null
        : new Offence(RejectReason.TooMany, field, string.Create(CultureInfo.InvariantCulture, $"holds {count}, at most {most} are allowed"));

    private static Offence Longer(int most, string field) =>
        new(RejectReason.TooLong, field, string.Create(CultureInfo.InvariantCulture, $"is longer than {most} characters"));

    private static Offence OutOfRange(double value, double least, double most, string field) => double.IsFinite(value)
        ? new Offence(RejectReason.OutOfRange, field, string.Create(CultureInfo.InvariantCulture, $"must be {least} to {most}"))
        : new Offence(RejectReason.NotFinite, field, "must be a finite number");
}
