using System.Globalization;
using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Export;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts.Text;

namespace WesMemGuard.Fleets.Rules;

/// <summary>
/// A budget as recording and alerting rules of Prometheus. They are coarser than the judge: a straight line without an interval, over a
/// time of one process without gaps. A limit that names a phase, a module or a figure that no page exports has no rule.
/// </summary>
internal sealed class BudgetRules
{
    /// <summary>Rules are evaluated so often.</summary>
    private const string Every = "1m";

    /// <summary>The largest sample of so long a time is seen, however seldom rules are evaluated.</summary>
    private const string Recent = "5m";

    /// <summary>Figures with garbage on top are read by the smallest value of so long a time.</summary>
    private const string Floor = "10m";

    /// <summary>So much of a time must have samples, as the judge wants it.</summary>
    private const double Seen = 0.95;

    private readonly RuleAsk _ask;
    private readonly MemoryBudget _budget;
    private readonly string _matchers;

    /// <summary>Rules of a budget.</summary>
    /// <exception cref="BadInputException">The nodes are named by no selector, or slopes are to be too short.</exception>
    public BudgetRules(MemoryBudget budget, RuleAsk ask)
    {
        if (ask.Over < RuleAsk.ShortestOver)
            throw new BadInputException("--over", RuleReasons.TooShort(RuleAsk.ShortestOver));
        (_budget, _ask, _matchers) = (budget, ask, ask.Matchers);
        Mirrored = [.. budget.Limits.Where(l => WhyNot(l) is null)];
        LeftOut = [.. budget.Limits.Select(l => WhyNot(l) is { } why ? RuleReasons.LeftOut(Title(l), why) : null).OfType<Reason>()];
    }

    /// <summary>The limits that have rules.</summary>
    public IReadOnlyList<Limit> Mirrored { get; }

    /// <summary>Those that have none, and why.</summary>
    public IReadOnlyList<Reason> LeftOut { get; }

    /// <summary>The file of rules.</summary>
    public string In(Language language)
    {
        var file = new RuleFileText(language);
        file.Remark(RuleReasons.Head(_budget.File));
        foreach (var left in LeftOut)
            file.Remark(left);
        file.Group("wesmemguard-figures", Every);
        var recorded = new HashSet<string>(StringComparer.Ordinal);
        foreach (var limit in Mirrored.Where(l => recorded.Add(Record(l))))
            file.Record(Record(limit), Expression(limit));
        file.Group("wesmemguard-limits", Every);
        foreach (var limit in Mirrored)
            Alert(file, limit);
        if (_matchers.Length > 0)
            Silent(file);
        if (_ask.Verdicts)
            Verdicts(file);
        return file.ToString();
    }

    private Reason? WhyNot(Limit limit)
    {
        if (!limit.IsOfProcess)
            return RuleReasons.NotOfProcess();
        if (limit.Phase is not null || limit.Rule is not (Peak or GrowthPerHour))
            return RuleReasons.OfPhases();
        return Figure(limit) is null ? RuleReasons.NoFigure(limit.Metric.Name()) : null;
    }

    private FigureExpression? Figure(Limit limit) => FigureExpression.Of(limit.Metric, _matchers, _ask.Gogc, Every);

    private string Expression(Limit limit)
    {
        var figure = Figure(limit)!;
        if (limit.Rule is Peak)
            return figure.Over("max_over_time", Recent);
        var (over, step) = (Time(_ask.Over), Every);
        var slope = limit.Metric.Row().Noise == MetricNoise.Garbage
            ? $"deriv({figure.Over("min_over_time", Floor)}[{over}:{Floor}])" : figure.Over("deriv", over);
        var aged = _budget.WarmUp + _ask.Over;
        if (limit.SaturatesBy > aged)
            aged = limit.SaturatesBy.Value;
        var needed = Math.Ceiling(Seen * (_ask.Over / TimeSpan.FromMinutes(1)));
        return string.Create(CultureInfo.InvariantCulture, $"""
            {slope} * 3600
            unless (time() - {FigureExpression.Series("process_start_time_seconds", _matchers)} < {aged.TotalSeconds:0})
            unless ({figure.Evaluated("count_over_time", over)} < {needed})
            """).ReplaceLineEndings("\n");
    }

    private void Alert(RuleFileText file, Limit limit)
    {
        var bound = limit.Rule.Bound.ToString("R", CultureInfo.InvariantCulture);
        file.Alert("WesMemGuardLimitBroken", $"{Record(limit)} > {bound}", limit.Rule is Peak ? null : Time(_ask.For));
        file.Labels(("severity", "critical"), ("metric", limit.Metric.Name()), ("limit", limit.Rule.Name));
        var node = "{{ $labels.instance }}";
        var value = limit.Metric.IsSize() ? "{{ $value | humanize1024 }}B" : "{{ $value | humanize }}";
        file.Annotations(
            ("summary", limit.Rule is Peak ? RuleReasons.Above(node, Title(limit), value) : RuleReasons.Grows(node, Title(limit), value)),
            ("description", limit.Rule is Peak ? RuleReasons.ToldOfPeak(Recent) : RuleReasons.Told(Time(_ask.Over))));
        file.Command("next", $"wesmemguard judge --prometheus URL --select {ShellWord.Of(_ask.Select)} --last 24h "
            + $"--budget {ShellWord.Of(_budget.File)}");
    }

    /// <summary>Nothing is known of a node that doesn't answer: it is no node that keeps its limits.</summary>
    private void Silent(RuleFileText file)
    {
        file.Alert("WesMemGuardNotMeasured", $"{FigureExpression.Series("up", _matchers)} == 0", Recent);
        file.Labels(("severity", "warning"));
        file.Annotations(("summary", RuleReasons.Silent("{{ $labels.instance }}")));
    }

    private static void Verdicts(RuleFileText file)
    {
        file.Group("wesmemguard-verdicts", Every);
        file.Alert("WesMemGuardVerdict", $"{ExportedTable.Outcome.Name}{{outcome=\"broken\"}} == 1", null);
        file.Labels(("severity", "critical"));
        file.Annotations(("summary", RuleReasons.Judged("{{ $labels.node }}", "{{ $labels.metric }} {{ $labels.limit }}")));
        file.Alert("WesMemGuardNodeGone", $"{ExportedTable.Gone.Name} == 1", null);
        file.Labels(("severity", "warning"));
        file.Annotations(("summary", RuleReasons.Silent("{{ $labels.node }}")));
    }

    /// <summary><c>wesmemguard:live_heap:growth_per_hour</c>.</summary>
    private static string Record(Limit limit) => $"wesmemguard:{Snake(limit.Metric.Name())}:{Snake(limit.Rule.Name)}";

    private static string Snake(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? "_" + char.ToLowerInvariant(c) : c.ToString()));

    private static string Title(Limit limit) => $"{(limit.IsOfProcess ? "" : limit.Of + " ")}{limit.Metric.Name()} {limit.Text}";

    /// <summary>As PromQL writes it: <c>6h</c>, <c>90m</c>, <c>45s</c>.</summary>
    private static string Time(TimeSpan time)
    {
        var (number, unit) = time.Ticks % TimeSpan.TicksPerHour == 0 ? (time.TotalHours, "h")
            : time.Ticks % TimeSpan.TicksPerMinute == 0 ? (time.TotalMinutes, "m")
            : (Math.Ceiling(time.TotalSeconds), "s");
        return number.ToString("0", CultureInfo.InvariantCulture) + unit;
    }
}
