using System.Globalization;
using System.Text.RegularExpressions;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;

namespace WesMemGuard.Fleets.Rules;

/// <summary>
/// A metric as PromQL: the figure that Go's Prometheus client exports, or the formula of the table of metrics over such figures.
/// </summary>
internal sealed partial class FigureExpression
{
    private static readonly FigureTable Figures = new(new Dictionary<string, string>());

    private readonly string _text;
    private readonly bool _isSeries;
    private readonly string _step;

    private FigureExpression(string text, bool isSeries, string step) => (_text, _isSeries, _step) = (text, isSeries, step);

    /// <summary>The expression of a metric; null: a server's usual series don't tell it.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="matchers">What all series have: <c>job="wes"</c>; may be empty.</param>
    /// <param name="gogc">The GOGC of processes that don't export theirs.</param>
    /// <param name="step">How often an expression is evaluated over a time, as PromQL writes it.</param>
    public static FigureExpression? Of(Metric metric, string matchers, double gogc, string step)
    {
        var row = metric.Row();
        if (metric == Metric.LiveHeap)
            return new(LiveHeap(matchers, gogc), false, step);
        if (row.Exported is { } exported)
            return new(Series(exported, matchers), true, step);
        return row.Formula.Length > 0 && Name().Matches(row.Formula).All(n => Exported(n.Value) is not null)
            ? new(Name().Replace(row.Formula, n => Series(Exported(n.Value)!, matchers)), false, step)
            : null;
    }

    /// <summary>A selector of one figure.</summary>
    public static string Series(string name, string matchers) => matchers.Length == 0 ? name : $"{name}{{{matchers}}}";

    /// <summary>A function of time over it: <c>max_over_time(…[5m])</c>.</summary>
    public string Over(string function, string time) => _isSeries ? $"{function}({_text}[{time}])" : Evaluated(function, time);

    /// <summary>The same over what the server evaluates at even steps.</summary>
    public string Evaluated(string function, string time) =>
        _isSeries ? $"{function}({_text}[{time}:{_step}])" : $"{function}(({_text})[{time}:{_step}])";

    /// <summary>
    /// What the runtime itself says; else by the collector's rule of its goal, with the GOGC that is exported, else the one given.
    /// </summary>
    private static string LiveHeap(string matchers, double gogc)
    {
        var (live, goal, own) = (Series("go_gc_heap_live_bytes", matchers), Series("go_memstats_next_gc_bytes", matchers),
            Series("go_gc_gogc_percent", matchers));
        var factor = (1 + (gogc / 100)).ToString(CultureInfo.InvariantCulture);
        return $"{live} or {goal} / (1 + ({own} > 0) / 100) or {goal} / {factor}";
    }

    private static string? Exported(string name) =>
        Figures.Find(name, LabelSet.Empty) is { } found ? PrometheusFigures.Names[found.Figure] : null;

    [GeneratedRegex("[A-Za-z_]+")]
    private static partial Regex Name();
}
