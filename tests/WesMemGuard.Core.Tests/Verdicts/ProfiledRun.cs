using WesMemGuard.Input;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Core.Tests.Verdicts;

/// <summary>
/// A run with heap profiles of one module, and what reading them would give: sizes and an error of so many bytes each
/// way.
/// </summary>
internal sealed record ProfiledRun : ISuspectFinder
{
    public required IReadOnlyList<(double Minute, double MiB)> Sizes { get; init; }

    /// <summary>Half of the sampling interval of a size, MiB.</summary>
    public double Error { get; init; } = 0.1;

    /// <summary>The minute of a profile whose interval is wider, and half of its interval, MiB.</summary>
    public (double Minute, double Error)? WiderAt { get; init; }

    /// <summary>Half of the interval of a growth, MiB: what stayed in use adds nothing.</summary>
    public double GrowthError { get; init; } = 0.05;

    /// <summary>Profiles that were captured and can't be read, by the minute of their capture.</summary>
    public IReadOnlyList<double> Unreadable { get; init; } = [];

    public bool Comparable { get; init; } = true;

    public ProfiledGrowth? Heap { get; init; }

    public Suspects Grown { get; init; } = new([], InputReasons.Verbatim("nobody was asked for"));

    /// <summary>What a goroutineleak profile says; null: none was captured.</summary>
    public LeakedGoroutines? Leaks { get; init; }

    /// <summary>Whether those that stopped were meant too, when suspects were last asked for.</summary>
    public bool? StoppedToo { get; private set; }

    public static ProfiledRun Of(params (double Minute, double MiB)[] sizes) => new() { Sizes = sizes };

    public Verdict By(string rule, SyntheticRun? of = null) => All(of ?? SyntheticRun.Flat, $$"""
        { "of": "ispc", "metric": "measuredBytes", {{rule}} }
        """);

    public Verdict All(SyntheticRun of, string limit, Func<MemoryRun, MemoryRun>? change = null) =>
        Every(of, limit, change).ShouldHaveSingleItem();

    /// <summary>The verdicts of limits that stand beside each other.</summary>
    public IReadOnlyList<Verdict> Every(SyntheticRun of, string limits, Func<MemoryRun, MemoryRun>? change = null)
    {
        var run = of.Build();
        run.Profiles.AddRange(Sizes.Select(s => s.Minute).Concat(Unreadable).Order()
            .Select(m => new ProfileCapture(SyntheticRun.At(m), ProfileKind.Heap, "heap.pb.gz", ReadOnlyMemory<byte>.Empty)));
        run.Profiles.Add(new ProfileCapture(SyntheticRun.At(1), ProfileKind.Goroutine, "goroutine.pb.gz",
            ReadOnlyMemory<byte>.Empty));
        return BudgetJudge.Judge(change?.Invoke(run)
            ?? run, Judged.Budget("5 min", limits), Judged.Context with { Suspects = this }).Verdicts;
    }

    IReadOnlyList<MeasuredBytes> ISuspectFinder.MeasuredBytes(MemoryRun run, string module) =>
        [.. Sizes.Select(s =>
            new MeasuredBytes(SyntheticRun.At(s.Minute), s.MiB * ByteSize.MiB, (s.MiB - ErrorAt(s.Minute)) * ByteSize.MiB,
            (s.MiB + ErrorAt(s.Minute)) * ByteSize.MiB))];

    private double ErrorAt(double minute) => WiderAt is { } wide && wide.Minute == minute ? wide.Error : Error;

    MeasuredBytes? ISuspectFinder.MeasuredGrowth(MemoryRun run, string module, DateTimeOffset from, DateTimeOffset to)
    {
        var (first, last) = (Sizes.First(s => SyntheticRun.At(s.Minute) == from), Sizes.First(s => SyntheticRun.At(s.Minute) == to));
        var grown = last.MiB - first.MiB;
        return Comparable
            ? new MeasuredBytes(to, grown * ByteSize.MiB, (grown - GrowthError) * ByteSize.MiB,
                (grown + GrowthError) * ByteSize.MiB)
            : null;
    }

    ProfiledGrowth? ISuspectFinder.HeapGrowth(MemoryRun run, DateTimeOffset from, DateTimeOffset to) => Heap;

    Suspects ISuspectFinder.OfHeap(MemoryRun run, DateTimeOffset from, DateTimeOffset to, bool stoppedToo)
    {
        StoppedToo = stoppedToo;
        return Grown;
    }

    Suspects ISuspectFinder.OfGoroutines(MemoryRun run, DateTimeOffset from, DateTimeOffset to, bool stoppedToo)
    {
        StoppedToo = stoppedToo;
        return Grown;
    }

    LeakedGoroutines? ISuspectFinder.Leaked(MemoryRun run, DateTimeOffset to) => Leaks;
}
