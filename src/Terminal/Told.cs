namespace Telemetry.Terminal;

/// <summary>Passes on what is reported, at once and on the reporter's thread, unlike <see cref="Progress{T}"/>.</summary>
/// <param name="hear">Hears it.</param>
/// <typeparam name="T">What is reported.</typeparam>
public sealed class Told<T>(Action<T> hear) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => hear(value);
}
