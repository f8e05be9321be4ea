namespace Telemetry.MapFusion.Grains;

/// <summary>A part that holds aggregates of days.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FirstDay">The earliest day it holds a slice of.</param>
/// <param name="LastDay">The latest.</param>
/// <param name="Size">Bytes.</param>
internal readonly record struct DayPartRef(ulong Name, int FirstDay, int LastDay, int Size)
{
    public string Text => PartName.Text(PartName.DayPart, Name);
}
