using System.Diagnostics;
using System.Globalization;
using System.Text;
using WesMemGuard.Tools.Tests.Services;

namespace WesMemGuard.Tools.Tests.Fleets;

/// <summary>
/// A real Prometheus that holds four hours of a small fleet, filled by <c>promtool tsdb create-blocks-from
/// openmetrics</c>.
/// </summary>
internal sealed class FilledPrometheus : IDisposable
{
    private const int Interval = 30;
    private const double MiB = 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>The end of what it holds, Unix seconds.</summary>
    public const long End = 1_795_000_000 / 7200 * 7200;

    private static readonly string[] Names =
    [
        "process_start_time_seconds", "go_gc_duration_seconds_count", "go_memstats_last_gc_time_seconds", "go_memstats_next_gc_bytes",
        "go_gc_gogc_percent", "go_gc_gomemlimit_bytes", "go_memstats_heap_alloc_bytes", "go_memstats_heap_idle_bytes",
        "go_memstats_heap_released_bytes", "go_memstats_sys_bytes", "go_memstats_stack_inuse_bytes", "go_memstats_alloc_bytes_total",
        "go_goroutines", "up",
    ];

    private readonly TemporaryFolder _folder;
    private readonly RealService _service;

    private FilledPrometheus(TemporaryFolder folder, RealService service) => (_folder, _service) = (folder, service);

    public string Url => _service.Url;

    public static async Task<FilledPrometheus> StartAsync()
    {
        var folder = new TemporaryFolder();
        folder.Write("fleet.om", Text());
        using var promtool = Process.Start(new ProcessStartInfo("promtool",
            ["tsdb", "create-blocks-from", "openmetrics", "fleet.om",
            "data"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
        })!;
        using var limit = new CancellationTokenSource(Longest);
        try
        {
            await promtool.StandardOutput.ReadToEndAsync(limit.Token);
            await promtool.WaitForExitAsync(limit.Token);
        }
        finally
        {
            promtool.Kill(entireProcessTree: true); // nothing, where it is over
        }

        promtool.ExitCode.ShouldBe(0);
        return new FilledPrometheus(folder, await RealService.PrometheusOfAsync(Path.Combine(folder.Path, "data")));
    }

    public void Dispose()
    {
        _service.Dispose();
        _folder.Dispose();
    }

    private static string Text()
    {
        var text = new StringBuilder();
        var rows = Nodes().Select(n => (n.Name, Rows: n.Of().ToList())).ToList();
        for (var i = 0; i < Names.Length; i++)
        {
            var isCounter = Names[i].EndsWith("_total", StringComparison.Ordinal);
            text.Append("# TYPE ").Append(isCounter ? Names[i][..^6] : Names[i]).Append(isCounter
                ? " counter\n" : " gauge\n");
            foreach (var (name, points) in rows)
            {
                foreach (var (at, values) in points)
                {
                    text.Append(Names[i]).Append("{instance=\"").Append(name).Append(":28680\",job=\"wes\",version=\"")
                        .Append(Version(name)).Append("\"} ").Append(CultureInfo.InvariantCulture,
                            $"{values[i]:R} {at}\n");
                }
            }
        }

        return text.Append("# EOF\n").ToString();
    }

    private static string Version(string node) => node == "leaking" ? "1.4" : "1.3";

    private static IEnumerable<(string Name, Func<IEnumerable<(long At, double[] Values)>> Of)> Nodes()
    {
        yield return ("leaking", () => Life(12, 1000));
        yield return ("steady", () => Life(0.2, 1000));
        yield return ("restarted", () => Life(0.2, 1000).Where(p => p.At < End - 7200)
            .Concat(Life(0.2, End - 7230, 7200).Where(p => p.At >= End - 7200)));
        yield return ("gapped", () => Life(0.2, 1000).Where(p => p.At is < End - 7200 or > End - 6000));
        yield return ("gone", () => Life(0.2, 1000).Where(p => p.At < End - 3600));
        yield return ("two", () => Life(0.2, 1000).Zip(Life(0.2, 5000), (a, b) => a.At / Interval % 2 == 0 ? a : b));
    }

    /// <summary>A collection each 120 s whose live heap grows evenly, with a little noise.</summary>
    private static IEnumerable<(long At, double[] Values)> Life(double growth, double started, int seconds = 14400)
    {
        var random = new Random((int)(growth * 10) + (int)started);
        double live = 0, lastGc = 0, alloc = 1e11 + (started * 1e6), gc = started;
        for (var at = End - seconds; at < End; at += Interval)
        {
            if (at - lastGc >= 120)
                (live, lastGc, gc) = (((900 + (growth * (at - End + 14400) / 3600)) * MiB) + (random.NextDouble() * 0.5 * MiB), at - 3, gc
                    + 1);
            alloc += 60 * MiB;
            var heap = live + ((at - lastGc) * MiB);
            yield return (at, [started, gc, lastGc, (2 * live) + (0.3 * MiB), 100, 9.2e18, heap, 200 * MiB, 150 * MiB, 1600 * MiB,
                6 * MiB, alloc, 116, 1]);
        }
    }
}
