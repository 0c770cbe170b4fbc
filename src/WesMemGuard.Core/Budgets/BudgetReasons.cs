using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Budgets;

/// <summary>What is wrong in a budget.</summary>
internal static class BudgetReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(BudgetReasons));

    public static Reason Needs() => new(Texts, "budget.needs",
        ("example", """{ "limits": [ { "of": "process", "metric": "rss", "peak": "2 GiB" } ] }"""));

    public static Reason Budget() => new(Texts, "budget.budget");

    public static Reason Limit() => new(Texts, "budget.limit");

    public static Reason Limits() => new(Texts, "budget.limits");

    public static Reason NoEntries() => new(Texts, "budget.noEntries");

    public static Reason TooMany(int most, int found) => new(Texts, "budget.tooMany", ("most", most), ("found", found));

    public static Reason WarmUpBegin() => new(Texts, "budget.warmUpBegin");

    public static Reason LoadDemand() => new(Texts, "budget.loadDemand");

    public static Reason Evidence() => new(Texts, "budget.evidence");

    public static Reason WorkUnit() => new(Texts, "budget.workUnit");

    public static Reason Metric() => new(Texts, "budget.metric");

    public static Reason OfWhat() => new(Texts, "budget.ofWhat");

    public static Reason APhase() => new(Texts, "budget.aPhase");

    public static Reason ACount(string metric) => new(Texts, "budget.aCount", ("metric", metric));

    public static Reason AllowedFor(MetricHolder holder, IReadOnlyList<string> names) =>
        new(Texts, "budget.allowedFor", ("holder", Holder(holder)), ("names", ReasonValue.Of(names)));

    /// <summary>A figure of something else.</summary>
    public static Reason NotOf(string metric, MetricHolder asked, Reason allowed) =>
        new(Texts, "budget.notOf", ("metric", metric), ("asked", Holder(asked)), ("allowed", allowed));

    /// <summary>A figure of one thing where one of another is asked for.</summary>
    public static Reason IsOf(string metric, MetricHolder holder, MetricHolder asked, Reason allowed) =>
        new(Texts, "budget.isOf", ("metric", metric), ("holder", Holder(holder)), ("asked", Holder(asked)), ("allowed", allowed));

    public static Reason MeantProcess(string of, string metric, string process) =>
        new(Texts, "budget.meantProcess", ("of", Words.Quote(of)), ("metric", metric), ("process", process));

    public static Reason LoadNeedsPhase() => new(Texts, "budget.loadNeedsPhase");

    public static Reason LoadTakesPeak(string rule) => new(Texts, "budget.loadTakesPeak", ("rule", rule));

    public static Reason NoRule(IReadOnlyList<string> rules) => new(Texts, "budget.noRule", ("rules", ReasonValue.Of(rules)));

    public static Reason ManyRules(IReadOnlyList<string> found) =>
        new(Texts, "budget.manyRules", ("count", found.Count), ("found", ReasonValue.Of(found)));

    public static Reason CycleNeedsPhase() => new(Texts, "budget.cycleNeedsPhase");

    public static Reason PhaseBesideRule(string rule) => new(Texts, "budget.phaseBesideRule", ("rule", rule));

    public static Reason CycleNeedsStar(string phase) => new(Texts, "budget.cycleNeedsStar", ("phase", Words.Quote(phase)));

    public static Reason StarInPhase(string phase) => new(Texts, "budget.starInPhase", ("phase", Words.Quote(phase)));

    public static Reason StarInName(string property, string phase) =>
        new(Texts, "budget.starInName", ("property", property), ("phase", Words.Quote(phase)));

    public static Reason EvidenceOfOther(string metric) => new(Texts, "budget.evidenceOfOther", ("metric", metric));

    public static Reason DifferenceOfOther(string figure) => new(Texts, "budget.differenceOfOther", ("figure", figure));

    public static Reason SaturationOfPeak() => new(Texts, "budget.saturationOfPeak");

    public static Reason OnePhaseTwice(string property, string phase) =>
        new(Texts, "budget.onePhaseTwice", ("property", property), ("phase", Words.Quote(phase)));

    private static Reason Holder(MetricHolder holder) => holder switch
    {
        MetricHolder.Process => new(Texts, "budget.ofProcess"),
        MetricHolder.Client => new(Texts, "budget.ofClient"),
        MetricHolder.Load => new(Texts, "budget.ofLoad"),
        MetricHolder.Package => new(Texts, "budget.ofPackage"),
        _ => new(Texts, "budget.ofModule"),
    };
}

/// <summary>Whose figure a metric is.</summary>
internal enum MetricHolder
{
    Process,
    Client,
    Module,
    Load,
    Package,
}
