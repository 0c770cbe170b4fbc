namespace WesMemGuard.Measurement;

/// <summary>All that is known of a metric but its sources, which are functions on samples and stand in <c>MetricFigures</c>.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Name">Its name in budgets and messages, like <c>liveHeap</c>; the kit's property is the same with a capital.</param>
/// <param name="Of">Whose figure it is.</param>
/// <param name="Unit">Bytes or a count.</param>
/// <param name="Noise">What lies on top of the figure that is meant, hence how levels and slopes are read.</param>
/// <param name="Chart">The report's chart that draws it.</param>
/// <param name="English">What it is, in one sentence.</param>
/// <param name="Chinese">The same in Chinese.</param>
internal sealed record MetricRow(
    Metric Metric, string Name, MetricOf Of, MetricUnit Unit, MetricNoise Noise, MetricChart Chart, string English, string Chinese)
{
    /// <summary>How it is made of the figures that sources give, by their names there.</summary>
    public string Formula { get; init; } = "";

    /// <summary>The name under which a page of <c>/metrics</c> carries it; null: no page does by itself.</summary>
    public string? Exported { get; init; }

    /// <summary>What the figure can be wrong by, in one sentence; null: it is exact.</summary>
    public string? Error { get; init; }

    /// <summary>The same in Chinese.</summary>
    public string? ErrorInChinese { get; init; }

    /// <summary>
    /// Whether bytes that the heap keeps show in it, so that a self test's leak must break its limits and who holds heap is named.
    /// </summary>
    public bool KeepsHeap { get; init; }

    /// <summary>Whether a .NET client has it as well (<c>"of": "client"</c>).</summary>
    public bool InClient { get; init; }

    /// <summary>The kind of profile that tells who holds it.</summary>
    public MetricProfile Profile { get; init; }

    /// <summary>Whether <c>watch</c> shows it without being asked.</summary>
    public bool Watched { get; init; }

    /// <summary>Whether baselines keep its level.</summary>
    public bool InBaselines { get; init; }

    /// <summary>The key of its line's label in charts; null: <see cref="ChartName"/> stands there.</summary>
    public string? ChartKey { get; init; }

    /// <summary>The name of its line in charts; null: <see cref="Name"/>.</summary>
    public string? ChartName { get; init; }
}

/// <summary>Whose figure a metric is.</summary>
internal enum MetricOf
{
    /// <summary>The process's.</summary>
    Process,

    /// <summary>A module's.</summary>
    Module,

    /// <summary>The load's of a phase: what became of the requests that the harness sent.</summary>
    Load,
}

/// <summary>The unit of a metric.</summary>
internal enum MetricUnit
{
    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A count.</summary>
    Count,

    /// <summary>A time in milliseconds.</summary>
    Milliseconds,
}

/// <summary>What lies on top of the figure that is meant.</summary>
internal enum MetricNoise
{
    /// <summary>Little: counts and figures that a reading gives as they are. Levels are medians.</summary>
    Steady,

    /// <summary>Nothing: one value a collection, of what is live. Levels are medians.</summary>
    PerCollection,

    /// <summary>
    /// Garbage that the next collection frees, or pages that are given back later. Levels are minima, slopes go through floors.
    /// </summary>
    Garbage,

    /// <summary>The error of a profile's sampling, which each value carries.</summary>
    Sampled,
}

/// <summary>The charts of a report.</summary>
internal enum MetricChart
{
    /// <summary>Not drawn.</summary>
    None,

    /// <summary>The live heap's own.</summary>
    LiveHeap,

    /// <summary>The process's memory.</summary>
    Process,

    /// <summary>Memory that is not the Go heap.</summary>
    Outside,

    /// <summary>Counts of the process.</summary>
    Counts,

    /// <summary>Bytes of modules.</summary>
    ModuleBytes,

    /// <summary>Objects and queues of modules.</summary>
    ModuleObjects,
}

/// <summary>The kinds of profiles that tell who holds something.</summary>
internal enum MetricProfile
{
    /// <summary>None.</summary>
    None,

    /// <summary>A heap profile.</summary>
    Heap,

    /// <summary>A goroutine profile.</summary>
    Goroutine,
}
