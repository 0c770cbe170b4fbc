using WesMemGuard.Budgets;
using WesMemGuard.LiveHeap;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Dark;

/// <summary>
/// Growth of the live heap that no module's counter explains (verdicts.md, step 11), shared out: modules by profile,
/// goroutine stacks, arenas, and what nothing explains. The shares add up to the whole.
/// </summary>
internal static class DarkGrowthFinder
{
    private const int MostModules = 2;

    /// <summary>
    /// The dark growth of a broken limit; null when counters explain the growth, nothing counts at all, or the limit is
    /// on something else.
    /// </summary>
    public static DarkGrowth? Of(RunView view, Limit limit, Finding found)
    {
        if (limit.Metric != Metric.LiveHeap || limit.Rule is Peak || found.Outcome != Outcome.Broken
            || found.Window is not { } window || view.Run.Memory.Count == 0)
            return null;
        var source = LimitSource.Of(view, limit, window);
        var grown = GrownBy(limit, found, source, window);
        var counted = ModuleCounters.Growth(view.Run, window);
        if (grown <= 0 || counted >= ModuleCounters.Seeing * grown)
            return null;
        var profiled = view.Suspects?.HeapGrowth(view.Run, window.From, window.To);
        // Levels are of the phases' ends, as profiles are; a rate is brought to the time that lies between the profiles.
        var part = profiled is null || limit.Rule is Budgets.Growth or ReturnsTo ? 1 : profiled.Elapsed / window.Length;
        return new DarkGrowth(grown * part, counted * part,
            Shares(grown * part, Stacks(source) * part, profiled, counted));
    }

    /// <summary>
    /// The line of a message. Modules that round to nothing are not worth a word; the other kinds of holders are always
    /// named.
    /// </summary>
    public static Reason Text(DarkGrowth dark) => MessageReasons.Dark(
        new ByteSize(dark.Bytes),
        WholePercents(dark.Shares)
            .Where(s => s.Percent > 0
                || s.Share.Kind is GrowthHolder.GoroutineStacks or GrowthHolder.Arenas or GrowthHolder.Unexplained)
            .Select(s => MessageReasons.DarkShare(s.Share.Kind, s.Share.Holder, s.Percent))
            .ToList());

    private static double GrownBy(Limit limit, Finding found, LimitSource source, Window window) => limit.Rule switch
    {
        GrowthPerHour => (found.Value ?? 0) * window.Length.TotalHours,
        Budgets.Growth or ReturnsTo => found.Value ?? 0,
        _ => source.Values.Count < 2 ? 0 : source.Values[^1].Value - source.Values[0].Value,
    };

    /// <summary>Stacks are no heap, but next_gc carries GOGC's share of them; exact readings carry nothing.</summary>
    private static double Stacks(LimitSource source)
    {
        if (source.LiveHeap is not { Evidence: LiveHeapEvidence.NextGc, Points.Count: > 1 } live)
            return 0;
        var share = live.GoGcPercent / 100;
        return Math.Max(0, (live.Points[^1].StackInuse - live.Points[0].StackInuse) * share / (1 + share));
    }

    private static List<GrowthShare> Shares(double grown, double stacks, ProfiledGrowth? profiled, double counted)
    {
        var parts = new List<(GrowthHolder Kind, string Holder, double Bytes)>();
        if (profiled is null)
        {
            parts.Add((GrowthHolder.OwnCounters, "own counters", Math.Max(0, counted)));
        }
        else
        {
            var named = profiled.Modules.Where(m => m.Bytes > 0).Take(MostModules).ToList();
            parts.AddRange(named.Select(m => (GrowthHolder.Module, m.Module, m.Bytes)));
            parts.Add((GrowthHolder.OtherModules, "other modules",
                Math.Max(0, profiled.Modules.Sum(m => m.Bytes) - named.Sum(m => m.Bytes))));
        }

        parts.Add((GrowthHolder.GoroutineStacks, "goroutine stacks", stacks));
        parts.Add((GrowthHolder.Arenas, "arenas", Math.Max(0, profiled?.Arenas ?? 0)));
        var explained = parts.Sum(p => p.Bytes);
        // Sampling may show more than grew; then nothing is left unexplained, and the parts are parts of what is shown.
        var whole = Math.Max(grown, explained);
        parts.Add((GrowthHolder.Unexplained, "unexplained", whole - explained));
        return parts.ConvertAll(p => new GrowthShare(p.Kind, p.Holder, p.Bytes / whole));
    }

    /// <summary>
    /// Whole percents that add up to 100: what rounding down leaves over goes to the largest remainders (Hare's
    /// method).
    /// </summary>
    private static List<(GrowthShare Share, int Percent)> WholePercents(IReadOnlyList<GrowthShare> shares)
    {
        var whole = shares.Select(s => (int)Math.Floor(100 * s.Share)).ToArray();
        var rest = Enumerable.Range(0, whole.Length).OrderByDescending(i => (100 * shares[i].Share) - whole[i])
            .Take(Math.Max(0, 100 - whole.Sum())).ToList();
        foreach (var i in rest)
            whole[i]++;
        return shares.Select((s, i) => (s, whole[i])).ToList();
    }
}
