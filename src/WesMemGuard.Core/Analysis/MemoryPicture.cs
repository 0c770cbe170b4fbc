using WesMemGuard.Runs;

namespace WesMemGuard.Analysis;

/// <summary>A node's memory at one moment, in accounts that add up.</summary>
/// <param name="When"><c>maximum</c>, <c>end</c> or <c>now</c>.</param>
/// <param name="At">When the node's figures were read, UTC.</param>
/// <param name="Sample">The node's own figures.</param>
/// <param name="Live">What is live, and what that is known from.</param>
/// <param name="Heap">heap_alloc in parts.</param>
/// <param name="Taken">What the runtime took from the system and has not given back, in parts; null where nothing tells.</param>
/// <param name="Resident">How that becomes rss; null where nothing tells.</param>
/// <param name="Modules">Every module, ranked by what was measured, else by what it says itself.</param>
internal sealed record MemoryPicture(
    string When, DateTimeOffset At, MemorySample Sample, LiveBytes Live, Account Heap, Account? Taken, Account? Resident,
        IReadOnlyList<ModuleRow> Modules)
{
    /// <summary>When the heap profile was captured that <see cref="ModuleRow.Measured"/> is from, UTC; null without one.</summary>
    public DateTimeOffset? ProfileAt { get; init; }

    /// <summary>Why rss is as high as it is; null where nothing tells.</summary>
    public RssAnswer? WhyRss { get; init; }

    /// <summary>What the modules say of themselves, together, bytes.</summary>
    public double SelfReported => Modules.Sum(m => m.Reported?.ApproxBytes ?? 0);

    /// <summary>What was measured of all holders, bytes; null without a profile.</summary>
    public double? Measured => ProfileAt is null ? null : Modules.Sum(m => m.Measured?.Bytes ?? 0);

    /// <summary>The share of heap_alloc that the modules' own figures explain, 0..1.</summary>
    public double ExplainedBySelf => Sample.HeapAlloc > 0 ? SelfReported / Sample.HeapAlloc : 0;

    /// <summary>The share of heap_alloc that profiles and the garbage explain, 0..1; null without a profile.</summary>
    public double? Explained =>
        Measured is { } measured
        && Sample.HeapAlloc > 0
        ? Math.Min(1, (Math.Min(measured, Live.Bytes) + Math.Max(0, Sample.HeapAlloc - Live.Bytes)) / Sample.HeapAlloc) : null;
}

/// <summary>Bytes live at the last collection.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Evidence"><c>gc=1</c>, <c>go_gc_heap_live_bytes</c>, <c>next_gc</c>, <c>heap profile</c>,
/// <c>release</c> or <c>floor</c>.</param>
/// <param name="At">When the collection ended, UTC.</param>
internal readonly record struct LiveBytes(double Bytes, string Evidence, DateTimeOffset At);

/// <summary>A module, by itself and measured.</summary>
/// <param name="Module">Its name.</param>
/// <param name="Layer">The node's layer; empty where nothing reports it.</param>
/// <param name="Reported">What it says of itself; null when it has no report in this answer.</param>
/// <param name="Measured">What the heap profile says; null without one.</param>
/// <param name="IsBlind">Whether its bytes are a constant 0 or no bytes, so that its own figure says nothing.</param>
internal sealed record ModuleRow(string Module, string Layer, ModuleSample? Reported, HeapHolder? Measured, bool IsBlind);
