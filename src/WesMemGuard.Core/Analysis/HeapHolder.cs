namespace WesMemGuard.Analysis;

/// <summary>What a module holds by one heap profile.</summary>
/// <param name="Module">The module's or library's name.</param>
/// <param name="Reports">Whether it is one of the twelve that report.</param>
/// <param name="Bytes">Bytes in use, arenas included.</param>
/// <param name="Low">Lower end of the 98 % sampling interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Arena">The part allocated whole and in advance, whatever is in it.</param>
internal sealed record HeapHolder(string Module, bool Reports, double Bytes, double Low, double High, double Arena);

/// <summary>The heap by one profile.</summary>
/// <param name="At">When it was captured, UTC.</param>
/// <param name="Holders">Every holder, the largest first; the bytes add up to what was live at the last collection before it.</param>
internal sealed record HeapPortrait(DateTimeOffset At, IReadOnlyList<HeapHolder> Holders)
{
    /// <summary>Bytes of all holders.</summary>
    public double Total => Holders.Sum(h => h.Bytes);

    /// <summary>Bytes allocated whole and in advance.</summary>
    public double Arena => Holders.Sum(h => h.Arena);
}

/// <summary>What the runtime took from the system, where the log says it.</summary>
/// <param name="At">UTC.</param>
/// <param name="HeapSys">Heap taken from the system, bytes.</param>
/// <param name="Stacks">Stacks in use, bytes.</param>
/// <param name="Sys">Everything taken, bytes.</param>
internal readonly record struct SystemFigures(DateTimeOffset At, double HeapSys, double Stacks, double Sys);
