using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Modules;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>
/// All gates of one limit, in the order of verdicts.md: first what makes it not measured, then what makes it inconclusive.
/// </summary>
internal static class LimitGates
{
    /// <summary>The first gate that fires; null when all stay silent.</summary>
    public static GateFinding? Check(RunView view, Limit limit, LimitSource source, Window window) =>
        view.Once((limit, window, source.Evidence), () => First(view, limit, source, window));

    private static GateFinding? First(RunView view, Limit limit, LimitSource source, Window window)
    {
        var readings = source.Readings.Within(window);
        var presence = Presence(source, window);
        if (presence?.Outcome == Outcome.NotMeasured)
            return Stranger(view, source, Whole(view, limit, window)) ?? Diagnosed(view, limit, presence);
        return FrozenGate.Check(readings, view.Run, window)
            ?? FrozenPages(view, readings, window)
            ?? Zero(view, limit, source)
            ?? IdentityGate.Check(view.Breaks, Whole(view, limit, window))
            ?? LossGate.Cut(view, readings, Whole(view, limit, window))
            ?? presence
            ?? SilenceGate.Check(readings, window)
            ?? LossGate.Check(view, readings, Whole(view, limit, window))
            ?? FrozenGate.Stale(view.Run, source, window)
            ?? WholeRun(source.Readings);
    }

    /// <summary>
    /// Where another process answers nothing of what the first one did, that is what is missing: nothing is off, and nobody was slow.
    /// </summary>
    private static GateFinding? Stranger(RunView view, LimitSource source, Window window)
    {
        var answered = source.Readings.Slots.Where(s => s.Value is not null).Select(s => (DateTimeOffset?)s.At).LastOrDefault();
        return answered is { } last && view.Breaks.Any(b => b.Replaced && b.At >= last) ? IdentityGate.Check(view.Breaks, window) : null;
    }

    /// <summary>What is made of looks and pages is dead where either is: the readings themselves are the looks'.</summary>
    private static GateFinding? FrozenPages(RunView view, SourceReadings readings, Window window) =>
        readings.Source == MetricSource.PairedPath ? FrozenGate.Check(view.Sources.Pages.Within(window), view.Run, window) : null;

    /// <summary>A process that was replaced during warm-up makes the whole no less two processes: warm-up hides nothing here.</summary>
    private static Window Whole(RunView view, Limit limit, Window window) =>
        limit.Rule is GrowthPerHour or GrowthPer { Unit: not WorkUnit.Cycle } ? view.WindowOf(limit) : window;

    private static GateFinding? Presence(LimitSource source, Window window)
    {
        if (source.Readings.Source != LimitSource.HeapProfiles)
            return PresenceGate.Check(source.Readings, window, gapsCount: true);
        return source.Readings.Slots.Count > 0 ? null : new GateFinding(Outcome.NotMeasured, GateReasons.NoProfile());
    }

    /// <summary>A source that lost answers elsewhere in the run is not trusted for a growth in a part of it.</summary>
    private static GateFinding? WholeRun(SourceReadings readings)
    {
        if (readings.Slots.Count < 2 || readings.Source == LimitSource.HeapProfiles)
            return null;
        var span = new Window(readings.Slots[0].At, readings.Slots[^1].At);
        return PresenceGate.Check(readings, span, gapsCount: false) is { } found
            ? new GateFinding(Outcome.Inconclusive, GateReasons.OverWholeRun(found.Reason))
            : null;
    }

    private static GateFinding? Zero(RunView view, Limit limit, LimitSource source)
    {
        if (limit.IsOfModule && ModuleGate.Minimal(view.Run, limit) is { } minimal)
            return minimal;
        if (limit.ZeroExpected || source.Readings.Slots.Any(s => s.Value is not null and not 0)
            || source.Readings.Source == LimitSource.HeapProfiles)
            return null;
        var answers = source.Readings.Slots.Count(s => s.Value is not null);
        var blind = NodeModules.Find(limit.Of)?.Blind.Contains(limit.Metric) == true;
        return new GateFinding(
            Outcome.NotMeasured, blind
                ? GateReasons.BlindZero(limit.Of, limit.Metric.Name()) : GateReasons.Zero(limit.Of, limit.Metric.Name(), answers));
    }

    private static GateFinding Diagnosed(RunView view, Limit limit, GateFinding presence)
    {
        if (limit.Evidence != Evidence.Gc || view.Run.LiveHeap.Count > 0)
            return presence;
        var refused = view.Run.Diagnostics.Count > 0 && view.Run.Diagnostics.TrueForAll(r => r.Miss?.Kind == MissKind.Refused);
        return new GateFinding(Outcome.NotMeasured, GateReasons.NoCollection(refused ? view.Run.Diagnostics.Count : null));
    }
}
