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
        var entry = ObjectReader.Of(value, "a limit", Known, problems);
        if (entry is null)
            return null;
        var of = entry.Text("of",
            "\"process\", \"client\", \"load\", the name of a module, like \"mempool.txpool\", or a Go package, like "
                + "\"package:go.etcd.io/bbolt\"",
            must: true);
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
        var anyLoad = entry.Choice("load", "demand on the load", LoadDemands) ?? false;
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
            Text = RuleText.Of(rule, known.IsSize()) + (known.Row().Unit == MetricUnit.Milliseconds ? " ms" : ""),
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
        if (entry.Text("metric", "one of " + Words.Names(names), must: true) is not { } name)
            return null;
        var at = entry.Get("metric")!;
        var whose = of is null ? "Allowed" : ofLoad ? "Allowed for a load" : of == Metrics.Client ? "Allowed for the client"
            : ofProcess ? "Allowed for the process" : "Allowed for a module";
        if (Metrics.Find(name) is not { } metric)
        {
            problems.Add(at, Words.Unknown("metric", name, names, whose));
            return null;
        }

        if (of is not null && IsPackage(of) && metric != Metric.MeasuredBytes)
        {
            problems.Add(at, $"{name} is no figure of a package. Allowed for a package: {Words.Names([Metric.MeasuredBytes.Name()])}");
            return null;
        }

        if (of is null || names.Contains(name))
            return metric;
        if (of == Metrics.Client)
        {
            problems.Add(at, $"{name} is no figure of a client. {whose}: {Words.Names(names)}");
            return null;
        }

        if (ofLoad || metric.Row().Of == MetricOf.Load)
        {
            problems.Add(at,
                $"{name} is {(ofLoad ? "no figure of a load" : "a figure of a load (\"of\": \"load\")")}. {whose}: {Words.Names(names)}");
            return null;
        }

        if (module is { Unknown: true } && NearestName.Of(of, [Metrics.Process]) is not null)
            problems.Add(entry.Get("of")!,
                $"unknown module {Words.Quote(of)}, and {name} is a figure of the process; did you mean \"{Metrics.Process}\"?");
        else
            problems.Add(at,
                $"{name} is a figure of "
                    + $"{(ofProcess ? "a module, not of the process" : "the process, not of a module")}. {whose}: {Words.Names(names)}");
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
            problems.Add(entry.Value, "a limit of the load needs \"phase\": whose requests are meant");
        if (written is { } rule && rule.Name != "peak")
            problems.Add(rule.Line, rule.Column, $"a figure of the load has one value; it takes peak only, not {rule.Name}");
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
            problems.Add(entry.Value, $"this entry limits nothing; it needs exactly one of {Words.Names(RuleReader.Names)}");
        else
            problems.Add(found[1].Line, found[1].Column,
                $"this entry has {found.Length} limits: {Words.Names(found.Select(rule => rule.Name))}; an entry has "
                    + $"exactly one, so make it {found.Length} entries");
        return null;
    }

    private static bool IsCycle(JsonMember? rule) => rule?.Name == "growthPer" && rule.Value["unit"]?.Text == "cycle";

    private string? ReadPhase(ObjectReader entry, string? rule, bool isCycle)
    {
        var phase = entry.Text("phase", "the name of a phase");
        var at = entry.Get("phase");
        if (phase is null || at is null)
        {
            if (isCycle && at is null)
                problems.Add(entry.Value,
                    "growthPer cycle needs \"phase\": the beginning that the cycles' phases share, and a *, like \"rest*\"");
            return null;
        }

        var star = phase.IndexOf('*');
        var wrong = rule is "growth" or "returnsTo" ? $"\"phase\" can't stand beside {rule}, which names its two phases itself; remove it"
            : isCycle && (star != phase.Length - 1 || star < 1)
                ? $"growthPer cycle needs a phase that ends in *, like \"rest*\"; got {Words.Quote(phase)}"
            : !isCycle && star >= 0 ? $"the phase {Words.Quote(phase)} has a *; only growthPer cycle takes many phases, so name one"
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
        var evidence = entry.Choice("evidence", "evidence", Evidences);
        if (evidence is null || metric is null or Metric.LiveHeap)
            return evidence;
        problems.Add(entry.Value.Find("evidence")!.Line, entry.Value.Find("evidence")!.Column,
            $"\"evidence\" chooses how liveHeap is read; {metric.Value.Name()} has one source, so remove it");
        return null;
    }

    private double? ReadDifference(ObjectReader entry, Metric metric, bool isCycle)
    {
        if (entry.Value.Find("difference") is not { } member)
            return null;
        if (!isCycle && metric != Metric.MeasuredBytes && metric.Row().Of != MetricOf.Load)
            return new RuleReader(metric, problems, phases).Amount(entry, "difference");
        problems.Add(member.Line, member.Column,
            $"\"difference\" says how far two builds may differ in a figure that ab compares; "
                + $"{(isCycle ? "growthPer cycle" : metric.Name())} is none of them");
        return null;
    }

    private TimeSpan? ReadSaturation(ObjectReader entry, string? rule)
    {
        var saturatesBy = entry.Duration("saturatesBy");
        if (rule != "peak" || entry.Value.Find("saturatesBy") is not { } member)
            return saturatesBy;
        problems.Add(member.Line, member.Column,
            "\"saturatesBy\" has no effect on a peak, whose breach is exact; it goes with growth, growthPerHour, returnsTo and growthPer");
        return null;
    }
}
