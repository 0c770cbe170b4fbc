using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;

namespace WesMemGuard.Comparison;

/// <summary>One figure in which two builds are compared.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="As">As what.</param>
internal sealed record ComparedFigure(Metric Metric, ComparedAs As)
{
    /// <summary>Whose it is: <c>process</c>, or a module.</summary>
    public string Of { get; init; } = Metrics.Process;

    /// <summary>The phase; null: the whole run.</summary>
    public string? Phase { get; init; }

    /// <summary>The unit of work of <see cref="ComparedAs.PerUnit"/>.</summary>
    public WorkUnit Unit { get; init; }

    /// <summary>
    /// How far the two may differ and still count as the same, in the figure's own unit (bytes or a count, an hour or a
    /// unit), as the budget names it; null: it names none.
    /// </summary>
    public double? Tolerance { get; init; }

    /// <summary>
    /// Whether the verdict of the whole waits for it: the live heap, and what a budget names. The others are looked at
    /// beside, and count when they are worse.
    /// </summary>
    public bool IsMain => Metric == Metric.LiveHeap || Tolerance is not null;

    /// <summary>
    /// The figure as a limit that nothing breaks: sources, windows, gates and texts of limits then serve it. A new one
    /// each time, as a view keeps what it found by the limit.
    /// </summary>
    internal Limit ToLimit() => new()
    {
        Of = Of,
        WrittenOf = Of,
        Metric = Metric,
        Phase = Phase,
        ZeroExpected = true,
        Rule = As switch
        {
            ComparedAs.PerHour => new GrowthPerHour(double.MaxValue),
            ComparedAs.PerUnit => new GrowthPer(Unit, double.MaxValue),
            _ => new Peak(double.MaxValue),
        },
    };

    /// <summary>The figure by name: <c>liveHeap per hour in phase "load"</c>.</summary>
    public Reason Title
    {
        get
        {
            var metric = Of == Metrics.Process ? Metric.Name() : $"{Of} {Metric.Name()}";
            return As switch
            {
                ComparedAs.Level => ComparisonReasons.Level(metric, Phase),
                ComparedAs.PerHour => ComparisonReasons.PerHour(metric, Phase),
                ComparedAs.PerUnit => ComparisonReasons.PerUnit(metric, LimitRuleText.NameOf(Unit), Phase),
                _ => ComparisonReasons.Peak(metric, Phase),
            };
        }
    }
}
