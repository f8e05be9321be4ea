namespace Telemetry.Local;

/// <summary>A file in which it is kept what runs where is torn, or another version of this program wrote it.</summary>
/// <param name="file">The file.</param>
/// <param name="innerException">What is wrong with it.</param>
public sealed class StackStateException(string file, Exception innerException)
    : Exception($"{file} cannot be read: it is torn, or another version of this program wrote it.", innerException);
