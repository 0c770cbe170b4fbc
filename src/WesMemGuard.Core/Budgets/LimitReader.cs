using WesMemGuard.Json;
using WesMemGuard.Measurement;
using WesMemGuard.Modules;
using WesMemGuard.Texts;

namespace WesMemGuard.Budgets;

/// <summary>Reads one entry of a budget.</summary>
internal sealed class LimitReader(ProblemList problems, List<PhaseReference> phases)
{
    internal static readonly IReadOnlyList<(string Name, Evidence Value)> Evidences =
        [("gc", Evidence.Gc), ("nextGc", Evidence.NextGc), ("floors", Evidence.Floors)];

    internal static readonly IReadOnlyList<(string Name, bool Value)> LoadDemands = [("reached", false), ("any", true)];

    internal static readonly string[] Known =
        ["of", "metric", "phase", "evidence", "zeroExpected", "saturatesBy", "load", "difference", .. RuleReader.Names];

    /// <summary>The limit, or null when it can't be judged as written; what is wrong is reported either way.</summary>
    internal Limit? Read(JsonValue value)
    {
        var entry = ObjectReader.Of(value, BudgetReasons.Limit(), Known, problems);
        if (entry is null)
            return null;
        var of = entry.Text("of", BudgetReasons.OfWhat(), must: true);
        var module = of is null or Metrics.Process or Metrics.Client or Metrics.Load ? null : NodeModules.Resolve(of);
        var metric = ReadMetric(entry, of, module);
        var written = OneRule(entry);
        var rule = metric is { } figure && written is not null ? new RuleReader(figure, problems, phases).Read(entry, written.Name) : null;
        var phase = ReadPhase(entry, written?.Name, IsCycle(written));
        if (of == Metrics.Load)
            CheckLoad(entry, written, phase);
        var evidence = ReadEvidence(entry, metric);
        var saturatesBy = ReadSaturation(entry, written?.Name);
        var difference = metric is { } compared ? ReadDifference(entry, compared, IsCycle(written)) : null;
        var anyLoad = entry.Choice("load", BudgetReasons.LoadDemand(), LoadDemands) ?? false;
        var zeroExpected = entry.Flag("zeroExpected") ?? false;
        if (of is null || metric is not { } known || rule is null || written is null)
            return null;
        return new Limit
        {
            Of = module?.Name ?? of,
            WrittenOf = of,
            OfLine = entry.Get("of")!.Line,
            OfColumn = entry.Get("of")!.Column,
            Metric = known,
            Phase = phase,
            Evidence = evidence,
            ZeroExpected = zeroExpected,
            AnyLoad = anyLoad,
            Difference = difference,
            Rule = rule,
            SaturatesBy = saturatesBy,
            Text = LimitRuleText.Of(rule, known.IsSize()) + (known.Row().Unit == MetricUnit.Milliseconds ? " ms" : ""),
            Line = written.Line,
            Column = written.Column,
            Remarks = module is null ? [] : LimitNotices.Of(entry, written, module, known, rule),
            NeverRegistered = module?.NeverRegistered ?? false,
            UnknownModule = module is { Unknown: true } && !IsPackage(of),
            NearestModule = module?.Nearest,
        };
    }

    private Metric? ReadMetric(ObjectReader entry, string? of, ModuleName? module)
    {
        var (ofProcess, ofLoad) = (module is null, of == Metrics.Load);
        var names = NamesOf(of, module);
        if (entry.Text("metric", JsonReasons.OneOf(names), must: true) is not { } name)
            return null;
        var at = entry.Get("metric")!;
        var asked = ofLoad ? MetricHolder.Load : of == Metrics.Client ? MetricHolder.Client
            : ofProcess ? MetricHolder.Process : MetricHolder.Module;
        var allowed = of is null ? JsonReasons.Allowed(names) : BudgetReasons.AllowedFor(asked, names);
        if (Metrics.Find(name) is not { } metric)
        {
            problems.Add(at, JsonReasons.Unknown(BudgetReasons.Metric(), name, NearestName.Of(name, names), allowed));
            return null;
        }

        if (of is not null && IsPackage(of) && metric != Metric.MeasuredBytes)
        {
            problems.Add(at, BudgetReasons.NotOf(name, MetricHolder.Package,
                BudgetReasons.AllowedFor(MetricHolder.Package, [Metric.MeasuredBytes.Name()])));
            return null;
        }

        if (of is null || names.Contains(name))
            return metric;
        if (of == Metrics.Client)
        {
            problems.Add(at, BudgetReasons.NotOf(name, asked, allowed));
            return null;
        }

        if (ofLoad || metric.Row().Of == MetricOf.Load)
        {
            problems.Add(at, ofLoad
                ? BudgetReasons.NotOf(name, asked, allowed) : BudgetReasons.IsOf(name, MetricHolder.Load, asked, allowed));
            return null;
        }

        if (module is { Unknown: true } && NearestName.Of(of, [Metrics.Process]) is not null)
            problems.Add(entry.Get("of")!, BudgetReasons.MeantProcess(of, name, Metrics.Process));
        else
            problems.Add(at, BudgetReasons.IsOf(name, ofProcess ? MetricHolder.Module : MetricHolder.Process, asked, allowed));
        return null;
    }

    private static IReadOnlyList<string> NamesOf(string? of, ModuleName? module) => of switch
    {
        null => [.. Metrics.Names(true), .. Metrics.Names(false)],
        Metrics.Load => Metrics.Names(MetricOf.Load),
        Metrics.Client => Metrics.NamesOfClient,
        _ => Metrics.Names(module is null),
    };

    /// <summary>A load is a phase's, and its figures are single ones.</summary>
    private void CheckLoad(ObjectReader entry, JsonMember? written, string? phase)
    {
        if (phase is null && entry.Get("phase") is null)
            problems.Add(entry.Value, BudgetReasons.LoadNeedsPhase());
        if (written is { } rule && rule.Name != "peak")
            problems.Add(rule.Line, rule.Column, BudgetReasons.LoadTakesPeak(rule.Name));
    }

    private static bool IsPackage(string of) => of.StartsWith(Limit.PackagePrefix, StringComparison.Ordinal);

    private JsonMember? OneRule(ObjectReader entry)
    {
        var found = entry.Value.Members.Where(member => RuleReader.Names.Contains(member.Name)).ToArray();
        if (found.Length == 1)
            return found[0];
        if (found.Length == 0 && RuleReader.Names.Any(entry.Misspells))
            return null;
        if (found.Length == 0)
            problems.Add(entry.Value, BudgetReasons.NoRule(RuleReader.Names));
        else
            problems.Add(found[1].Line, found[1].Column, BudgetReasons.ManyRules([.. found.Select(rule => rule.Name)]));
        return null;
    }

    private static bool IsCycle(JsonMember? rule) => rule?.Name == "growthPer" && rule.Value["unit"]?.Text == "cycle";

    private string? ReadPhase(ObjectReader entry, string? rule, bool isCycle)
    {
        var phase = entry.Text("phase", BudgetReasons.APhase());
        var at = entry.Get("phase");
        if (phase is null || at is null)
        {
            if (isCycle && at is null)
                problems.Add(entry.Value, BudgetReasons.CycleNeedsPhase());
            return null;
        }

        var star = phase.IndexOf('*');
        var wrong = rule is "growth" or "returnsTo" ? BudgetReasons.PhaseBesideRule(rule)
            : isCycle && (star != phase.Length - 1 || star < 1) ? BudgetReasons.CycleNeedsStar(phase)
            : !isCycle && star >= 0 ? BudgetReasons.StarInPhase(phase)
            : null;
        if (wrong is not null)
        {
            problems.Add(at, wrong);
            return null;
        }

        phases.Add(new PhaseReference(phase, at.Line, at.Column));
        return phase;
    }

    private Evidence? ReadEvidence(ObjectReader entry, Metric? metric)
    {
        var evidence = entry.Choice("evidence", BudgetReasons.Evidence(), Evidences);
        if (evidence is null || metric is null or Metric.LiveHeap)
            return evidence;
        problems.Add(entry.Value.Find("evidence")!.Line, entry.Value.Find("evidence")!.Column,
            BudgetReasons.EvidenceOfOther(metric.Value.Name()));
        return null;
    }

    private double? ReadDifference(ObjectReader entry, Metric metric, bool isCycle)
    {
        if (entry.Value.Find("difference") is not { } member)
            return null;
        if (!isCycle && metric != Metric.MeasuredBytes && metric.Row().Of != MetricOf.Load)
            return new RuleReader(metric, problems, phases).Amount(entry, "difference");
        problems.Add(member.Line, member.Column, BudgetReasons.DifferenceOfOther(isCycle ? "growthPer cycle" : metric.Name()));
        return null;
    }

    private TimeSpan? ReadSaturation(ObjectReader entry, string? rule)
    {
        var saturatesBy = entry.Duration("saturatesBy");
        if (rule != "peak" || entry.Value.Find("saturatesBy") is not { } member)
            return saturatesBy;
        problems.Add(member.Line, member.Column, BudgetReasons.SaturationOfPeak());
        return null;
    }
}
