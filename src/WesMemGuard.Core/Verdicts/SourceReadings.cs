using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts;

/// <summary>One reading of a metric: its value, or why there is none.</summary>
/// <param name="At">When it was due, UTC.</param>
/// <param name="Value">The metric; null when missing.</param>
/// <param name="Miss">Why it is missing.</param>
/// <param name="Identity">What stays equal only when the source repeats itself: the number of a sample, a counter
/// that must move; null when nothing must move.</param>
/// <param name="Mark">What asked for it beside the regular poll.</param>
internal readonly record struct Slot(DateTimeOffset At, double? Value, Miss? Miss, double? Identity, string? Mark)
{
    /// <summary>
    /// How far the value may be off, because what it is made of was read at different moments; 0: it is one reading.
    /// </summary>
    public double Spread { get; init; }
}

/// <summary>All readings of one metric from the source that a limit reads.</summary>
/// <param name="Source">The source as people know it: <c>/api/v1/system/memory</c>.</param>
/// <param name="Evidence">The evidence's short name for messages and JSON.</param>
/// <param name="Slots">In time order.</param>
/// <param name="Rhythm">When all of the source was asked, whatever part the slots are.</param>
internal sealed record SourceReadings(string Source, string Evidence, ArraySegment<Slot> Slots, Rhythm Rhythm)
{
    private const double MostSpread = 2 * ByteSize.MiB;
    private const int FewestStill = 10;

    /// <summary>The slots of a window.</summary>
    public SourceReadings Within(Window window)
    {
        var first = 0;
        while (first < Slots.Count && Slots[first].At < window.From)
            first++;
        var end = first;
        while (end < Slots.Count && Slots[end].At <= window.To)
            end++;
        return this with { Slots = Slots[first..end] };
    }

    /// <summary>The different samples: an answer that repeats the node's last sample counts once.</summary>
    public List<Slot> Distinct()
    {
        var distinct = new List<Slot>(Slots.Count);
        double? last = null;
        foreach (var slot in Slots)
        {
            if (slot.Value is null || (slot.Identity is not null && slot.Identity == last))
                continue;
            last = slot.Identity;
            distinct.Add(slot);
        }

        return distinct;
    }

    /// <summary>
    /// Those whose parts stood still while they were read, where enough of them are left to judge by; else all. What a
    /// collection or a release moved between two reads is no growth.
    /// </summary>
    public List<Slot> Still()
    {
        var distinct = Distinct();
        if (distinct.TrueForAll(s => s.Spread <= MostSpread))
            return distinct;
        var still = distinct.FindAll(s => s.Spread <= MostSpread);
        return still.Count >= Math.Max(FewestStill, distinct.Count / 4) ? still : distinct;
    }
}
