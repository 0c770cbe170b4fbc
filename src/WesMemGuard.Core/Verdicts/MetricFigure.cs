using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts;

/// <summary>
/// One source of a metric: a function on the samples that carry it. Exactly one of the functions is set.
/// </summary>
internal sealed record MetricFigure
{
    /// <summary>On an answer of <c>/api/v1/system/memory</c>, or a line of a log that holds the same.</summary>
    public Func<MemorySample, double?>? Memory { get; private init; }

    /// <summary>On a page of <c>/metrics</c>.</summary>
    public Func<MetricsSample, double?>? Page { get; private init; }

    /// <summary>On a look at <c>/proc</c>.</summary>
    public Func<ProcessSample, double?>? Process { get; private init; }

    /// <summary>On the page near a look at <c>/proc</c>, taken off what <see cref="Process"/> reads in it.</summary>
    public Func<MetricsSample, double?>? LessPage { get; private init; }

    /// <summary>On a module's own report.</summary>
    public Func<ModuleSample, double>? Module { get; private init; }

    /// <summary>Whether it is a figure that modules report.</summary>
    public bool IsOfModule => Module is not null;

    /// <summary>The source as people know it.</summary>
    public string SourceName =>
        Memory is not null || Module is not null ? MetricSource.MemoryPath : Page is not null ? MetricSource.MetricsPath
        : LessPage is not null ? MetricSource.PairedPath : MetricSource.ProcessPath;

    public static MetricFigure OfMemory(Func<MemorySample, double?> read) => new() { Memory = read };

    public static MetricFigure OfPage(Func<MetricsSample, double?> read) => new() { Page = read };

    public static MetricFigure OfProcess(Func<ProcessSample, double?> read) => new() { Process = read };

    public static MetricFigure OfProcessLessPage(Func<ProcessSample, double?> read,
        Func<MetricsSample, double?> less) =>
        new() { Process = read, LessPage = less };

    public static MetricFigure OfModule(Func<ModuleSample, double> read) => new() { Module = read };
}
