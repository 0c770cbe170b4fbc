using Prometheus;
using WesMemGuard.Cli.Options;
using WesMemGuard.Fleets.Export;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Exporting;

/// <summary>What was judged last, as a registry of prometheus-net: gauges of the table of exported series.</summary>
internal sealed class VerdictPage
{
    private readonly Dictionary<string, Gauge> _gauges = new(StringComparer.Ordinal);
    private readonly Lock _applying = new();
    private readonly Func<string, string> _scrubbed;
    private IReadOnlyList<ExportedPoint> _points = [];
    private IReadOnlyList<ExportedPoint>? _applied;

    public VerdictPage(Surroundings surroundings)
    {
        _scrubbed = surroundings.Scrubber.Text;
        var factory = Metrics.WithCustomRegistry(Registry);
        foreach (var series in ExportedTable.All)
        {
            _gauges[series.Name] = factory.CreateGauge(series.Name, series.Help.In(surroundings.Language), new GaugeConfiguration
            {
                LabelNames = [.. series.Labels],
                SuppressInitialValue = true,
            });
        }

        Registry.AddBeforeCollectCallback(Apply);
    }

    /// <summary>What is served.</summary>
    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    /// <summary>Puts points in the place of those before; a page shows all of the new ones or none.</summary>
    public void Show(IReadOnlyList<ExportedPoint> points) => Volatile.Write(ref _points, points);

    /// <summary>The page as OpenMetrics.</summary>
    public async Task<string> TextAsync(CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await Registry.CollectAndExportAsTextAsync(bytes, ExpositionFormat.OpenMetricsText, ct).ConfigureAwait(false);
        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private void Apply()
    {
        lock (_applying)
        {
            var points = Volatile.Read(ref _points);
            if (ReferenceEquals(points, _applied))
                return;
            foreach (var (name, gauge) in _gauges)
            {
                var shown = new HashSet<string>(StringComparer.Ordinal);
                foreach (var point in points.Where(p => p.Series.Name == name))
                {
                    var labels = point.Labels.Select(_scrubbed).ToArray();
                    shown.Add(string.Join('\n', labels));
                    gauge.WithLabels(labels).Set(point.Value);
                }

                foreach (var labels in gauge.GetAllLabelValues().Where(l => !shown.Contains(string.Join('\n', l))).ToList())
                    gauge.RemoveLabelled(labels);
            }

            _applied = points;
        }
    }
}
