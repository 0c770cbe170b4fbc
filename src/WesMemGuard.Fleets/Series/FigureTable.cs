using System.Collections.Frozen;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;

namespace WesMemGuard.Fleets.Series;

/// <summary>
/// Which figure a series is of, by its name: what <c>--map</c> says, the names of Go's Prometheus client, short ones,
/// those of the table of metrics, and those of other exporters.
/// </summary>
internal sealed class FigureTable
{
    /// <summary>Labels that tell figures of one node apart, never nodes.</summary>
    public static readonly FrozenSet<string> OfFigures =
        new[] { "__name__", "le", "quantile", "go_memory_type", "otel_scope_name", "otel_scope_version" }.ToFrozenSet();

    /// <summary>
    /// Labels of series that tell what a node is (<c>go_info</c>, <c>…_build_info</c>), beside those of the node.
    /// </summary>
    public static readonly FrozenSet<string> OfFacts = new[]
    {
        "version", "revision", "branch", "goversion", "goos", "goarch", "tags", "commit", "chain_id", "chainid", "network", "build_date",
    }.ToFrozenSet();

    /// <summary>The time, as <c>--map</c> calls it.</summary>
    public const string Time = "time";

    private const int Mapped = 0, Own = 1, Short = 2, Other = 3;

    /// <summary>Ends that stores put behind a name: a field of Influx, a function of a query.</summary>
    private static readonly string[] Ends = ["_gauge", "_counter", "_value", ".gauge", ".counter", ".value", ".mean", ".last", ".max"];

    private static readonly IReadOnlyDictionary<string, string> Shorts = new Dictionary<string, string>
    {
        ["heap_alloc"] = "go_memstats_heap_alloc_bytes",
        ["heap_inuse"] = "go_memstats_heap_inuse_bytes",
        ["heap_idle"] = "go_memstats_heap_idle_bytes",
        ["heap_released"] = "go_memstats_heap_released_bytes",
        ["heap_objects"] = "go_memstats_heap_objects",
        ["heap_live"] = "go_gc_heap_live_bytes",
        ["live_heap"] = "go_gc_heap_live_bytes",
        ["stack_inuse"] = "go_memstats_stack_inuse_bytes",
        ["sys"] = "go_memstats_sys_bytes",
        ["alloc_total"] = "go_memstats_alloc_bytes_total",
        ["num_gc"] = "go_gc_duration_seconds_count",
        ["num_goroutine"] = "go_goroutines",
        ["num_goroutines"] = "go_goroutines",
        ["rss_bytes"] = "process_resident_memory_bytes",
        ["open_fds"] = "process_open_fds",
        ["next_gc"] = "go_memstats_next_gc_bytes",
        ["last_gc_time"] = "go_memstats_last_gc_time_seconds",
        ["gogc"] = "go_gc_gogc_percent",
        ["gomemlimit"] = "go_gc_gomemlimit_bytes",
        ["start_time"] = "process_start_time_seconds",
    };

    /// <summary>
    /// What Go's client calls the same figures when it exports runtime/metrics, and what others make of its names.
    /// </summary>
    private static readonly IReadOnlyDictionary<string, string> Others = new Dictionary<string, string>
    {
        ["go_gc_heap_goal_bytes"] = "go_memstats_next_gc_bytes",
        ["go_gc_heap_objects_objects"] = "go_memstats_heap_objects",
        ["go_gc_cycles_total_gc_cycles_total"] = "go_gc_duration_seconds_count",
        ["go_gc_heap_allocs_bytes_total"] = "go_memstats_alloc_bytes_total",
        ["go_memory_classes_heap_objects_bytes"] = "go_memstats_heap_alloc_bytes",
        ["go_memory_classes_heap_released_bytes"] = "go_memstats_heap_released_bytes",
        ["go_memory_classes_heap_stacks_bytes"] = "go_memstats_stack_inuse_bytes",
        ["go_memory_classes_total_bytes"] = "go_memstats_sys_bytes",
        ["go_sched_goroutines_goroutines"] = "go_goroutines",
        ["go_memstats_alloc_bytes"] = "go_memstats_heap_alloc_bytes",
        ["procstat_memory_rss"] = "process_resident_memory_bytes",
        ["procstat_num_fds"] = "process_open_fds",
    };

    private static readonly Dictionary<string, int> Numbers =
        PrometheusFigures.Names.Select((name, i) => (name, i)).ToDictionary(n => n.name, n => n.i,
            StringComparer.Ordinal);

    private readonly Dictionary<string, (int Figure, int Rank)> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="mapped">The data's own names by ours.</param>
    /// <exception cref="BadInputException">One of ours is unknown.</exception>
    public FigureTable(IReadOnlyDictionary<string, string> mapped)
    {
        Take(Others, Other);
        Take(OtherFigureNames.Meant, Other);
        foreach (var row in Metrics.All.Where(r => r.Exported is not null))
            _known[row.Name] = (Numbers[row.Exported!], Short);
        Take(Shorts, Short);
        foreach (var (name, number) in Numbers)
            _known[name] = (number, Own);
        foreach (var (ours, own) in mapped.Where(m => m.Key != Time))
        {
            if (!_known.TryGetValue(ours, out var meant))
                throw new BadInputException("--map", SeriesReasons.NoFigure(ours, OursKnown()));
            _known[own] = (meant.Figure, Mapped);
        }
    }

    /// <summary>The names that <c>--map</c> may give a figure of.</summary>
    public static IReadOnlyList<string> OursKnown() => [Time, .. Shorts.Keys, .. PrometheusFigures.Names];

    /// <summary>The place of a figure among <see cref="PrometheusFigures.Names"/>.</summary>
    public static int Number(string figure) => Numbers[figure];

    /// <summary>All names that some figures are known by, as Prometheus may have them.</summary>
    public IReadOnlyList<string> NamesOf(IReadOnlySet<int> figures) =>
    [
        .. _known.Where(k => figures.Contains(k.Value.Figure) && k.Value.Rank is not Short).Select(k => k.Key),
        .. OtherFigureNames.Parts.Where(p => figures.Contains(Numbers[p.Figure])).Select(p => p.Name),
    ];

    /// <summary>The figure that a series is of; null when it is of none.</summary>
    public (int Figure, int Rank)? Find(string name, LabelSet labels)
    {
        if (_known.TryGetValue(name, out var known))
            return labels["quantile"] is null && labels["le"] is null ? known : null;
        foreach (var (other, label, figure) in OtherFigureNames.Parts)
        {
            if (name == other && labels.ToString().Contains(label, StringComparison.Ordinal))
                return (Numbers[figure], Other);
        }

        foreach (var end in Ends)
        {
            if (name.EndsWith(end, StringComparison.OrdinalIgnoreCase)
                && _known.TryGetValue(name[..^end.Length], out var inner))
                return inner;
        }

        return null;
    }

    /// <summary>Whether a series tells what its node is.</summary>
    public static bool TellsFacts(string name) =>
        name == "go_info" || name.EndsWith("_build_info", StringComparison.Ordinal);

    /// <summary>Whether a name alone means a figure.</summary>
    public bool Knows(string name) => Find(name, LabelSet.Empty) is not null;

    private void Take(IEnumerable<KeyValuePair<string, string>> names, int rank)
    {
        foreach (var (name, meant) in names)
            _known[name] = (Numbers[meant], rank);
    }
}
