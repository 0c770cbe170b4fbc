using System.Collections.Immutable;

namespace WesMemGuard.Pprof;

/// <summary>One goroutine of a dump.</summary>
/// <param name="Id">Its number.</param>
/// <param name="WaitReason">What it does or waits for: <c>running</c>, <c>chan receive</c>, <c>IO wait</c>, <c>select</c>.</param>
/// <param name="WaitMinutes">For how many whole minutes it has waited; 0 below one minute.</param>
/// <param name="Stack">Where it stands, the innermost call first.</param>
/// <param name="CreatedBy">The call that started it; null for the first one.</param>
internal sealed record Goroutine(long Id, string WaitReason, int WaitMinutes, CallPath Stack, CallFrame? CreatedBy)
{
    /// <summary>Whether the collector found that nothing can wake it any more (Go 1.26's leak profile marks it so).</summary>
    public bool IsLeaked { get; init; }
}

/// <summary>Goroutines that stand at the same place for the same reason.</summary>
/// <param name="Stack">Where they stand.</param>
/// <param name="WaitReason">What they wait for.</param>
/// <param name="Count">How many.</param>
/// <param name="LeastMinutes">The shortest wait in whole minutes.</param>
/// <param name="MostMinutes">The longest wait in whole minutes.</param>
internal readonly record struct WaitingGoroutines(CallPath Stack, string WaitReason, int Count, int LeastMinutes, int MostMinutes);

/// <summary>All goroutines of a process with their reasons to wait: <c>/debug/pprof/goroutine?debug=2</c>.</summary>
internal sealed class GoroutineDump
{
    internal static readonly ImmutableArray<SampleType> Types = [new("goroutine", "count")];

    internal GoroutineDump(ImmutableArray<Goroutine> goroutines, int leftOut) => (Goroutines, LeftOut) = (goroutines, leftOut);

    /// <summary>The goroutines in the order of the dump.</summary>
    public ImmutableArray<Goroutine> Goroutines { get; }

    /// <summary>How many goroutines are not among them because one of their lines can't be read.</summary>
    public int LeftOut { get; }

    /// <summary>Those at the same stack for the same reason together, the most numerous first.</summary>
    public ImmutableArray<WaitingGoroutines> Waiting() =>
    [
        .. Goroutines.GroupBy(g => (g.Stack, g.WaitReason))
            .Select(g => new WaitingGoroutines(g.Key.Stack, g.Key.WaitReason, g.Count(), g.Min(x => x.WaitMinutes),
                g.Max(x => x.WaitMinutes)))
            .OrderByDescending(g => g.Count),
    ];

    /// <summary>The same as a profile: counts by stack.</summary>
    public GoProfile ToProfile() =>
        new(Types, [.. Goroutines.GroupBy(g => g.Stack).Select(g => new ProfileSample(g.Key, [g.Count()]))]);
}
