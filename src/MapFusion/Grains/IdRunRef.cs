namespace Telemetry.MapFusion.Grains;

/// <summary>A part that holds ids of one event day.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FirstHour">The earliest event hour in it.</param>
/// <param name="LastHour">The latest; of the same day.</param>
/// <param name="Count">Ids.</param>
internal readonly record struct IdRunRef(ulong Name, int FirstHour, int LastHour, int Count)
{
    public string Text => PartName.Text(PartName.IdRun, Name);

    public int Day => Contributions.Contribution.DayOf(FirstHour);

    public bool Covers(int hour) => FirstHour <= hour && hour <= LastHour;
}
