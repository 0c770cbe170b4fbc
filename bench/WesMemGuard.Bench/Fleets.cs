using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Files;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Prometheus;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Bench;

/// <summary>
/// A day of a fleet at 30 s: judged from a server of our own that streams Prometheus' protocol as fast as it is read, and written as
/// OpenMetrics for a real one. One node of a hundred leaks 12 MiB an hour.
/// </summary>
internal static class Fleets
{
    private const int Interval = 30;
    private const long End = 1_795_000_000 / 7200 * 7200;
    private const double MiB = 1024 * 1024;

    /// <summary>Scrapes of a node; a day of them unless the command line says otherwise.</summary>
    private static int Samples { get; set; } = 24 * 3600 / Interval;

    public const string Limits = """
        { "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" },
                      { "of": "process", "metric": "goroutines", "growthPerHour": 10 },
                      { "of": "process", "metric": "rss", "peak": "4 GiB" } ] }
        """;

    /// <summary>What the usual client of a Go service exports of what these limits need.</summary>
    private static readonly string[] Names =
    [
        "process_start_time_seconds", "go_gc_duration_seconds_count", "go_memstats_alloc_bytes_total", "go_memstats_next_gc_bytes",
        "go_memstats_last_gc_time_seconds", "go_memstats_heap_alloc_bytes", "go_memstats_heap_idle_bytes",
        "go_memstats_heap_released_bytes", "go_memstats_sys_bytes", "go_memstats_stack_inuse_bytes", "go_goroutines",
        "process_resident_memory_bytes",
    ];

    /// <summary>Judges fleets of several sizes from a server of our own.</summary>
    /// <param name="to">Takes the table.</param>
    /// <param name="sizes">How many nodes, a row each.</param>
    /// <param name="hours">How long they were scraped.</param>
    public static async Task PrintAsync(TextWriter to, IReadOnlyList<int> sizes, double hours)
    {
        Samples = (int)(hours * 3600 / Interval);
        var budget = BudgetFile.Read(Encoding.UTF8.GetBytes(Limits), "budget.json");
        await JudgedAsync(10, budget); // compiles
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hours} h at {Interval} s, {Environment.ProcessorCount} cores"));
        to.WriteLine("| nodes | samples | seconds | seconds of CPU | accused | working set, MiB |");
        to.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var nodes in sizes)
        {
            using var process = Process.GetCurrentProcess();
            var (watch, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
            var (verdict, samples) = await JudgedAsync(nodes, budget);
            process.Refresh();
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {nodes} | {samples} | {watch.Elapsed.TotalSeconds:0.0} | {(process.TotalProcessorTime - before).TotalSeconds:0.0} | "
                + $"{verdict.Nodes.Count(n => n.Worst == Outcome.Broken)} | {process.PeakWorkingSet64 / MiB:0} |"));
        }
    }

    /// <summary>Writes a fleet as OpenMetrics, for <c>promtool tsdb create-blocks-from openmetrics</c>.</summary>
    public static void Fill(TextWriter to, int nodes)
    {
        for (var figure = 0; figure < Names.Length; figure++)
        {
            var (name, type) = Names[figure].EndsWith("_total", StringComparison.Ordinal)
                ? (Names[figure][..^6], "counter") : (Names[figure], "gauge");
            to.Write($"# TYPE {name} {type}\n");
            for (var node = 0; node < nodes; node++)
            {
                for (var i = 0; i < Samples; i++)
                {
                    to.Write(string.Create(CultureInfo.InvariantCulture,
                        $"{Names[figure]}{{instance=\"{Instance(node)}\",job=\"wes\"}} {Value(node, figure, i)} {At(i)}\n"));
                }
            }
        }

        to.Write("# EOF\n");
    }

    /// <summary>A node's page, with as many other lines as the usual client writes.</summary>
    /// <param name="node">The node.</param>
    /// <param name="sample">Which scrape it is.</param>
    /// <param name="others">The other lines (<see cref="Others"/>).</param>
    public static string Page(int node, int sample, string others)
    {
        var text = new StringBuilder(others.Length + 1024);
        for (var figure = 0; figure < Names.Length; figure++)
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {Names[figure]} gauge\n{Names[figure]} {Value(node, figure, sample)}\n");
        return text.Append(others).ToString();
    }

    /// <summary>The lines of a page that no limit reads: the same on every node, which keeps the bench about the watch.</summary>
    public static string Others(int sample)
    {
        var text = new StringBuilder();
        for (var other = 0; other < 120; other++)
            text.Append(CultureInfo.InvariantCulture, $"wes_blocks_total{{kind=\"k{other}\"}} {sample}\n");
        return text.ToString();
    }

    private static async Task<(FleetVerdict Verdict, long Samples)> JudgedAsync(int nodes, MemoryBudget budget)
    {
        using var http = new HttpClient(new Server(nodes)) { Timeout = TimeSpan.FromMinutes(5) };
        var ask = new PrometheusAsk(new Uri("http://simulated"), "up{job=\"wes\"}",
            DateTimeOffset.FromUnixTimeSeconds(End - (Samples * Interval)), DateTimeOffset.FromUnixTimeSeconds(End));
        var fleet = new PrometheusFleet(ask, http, TimeProvider.System);
        var verdict = await fleet.JudgeAsync(budget, new FleetView("budget.json", "simulated"), (_, _) => { }, CancellationToken.None);
        return (verdict, fleet.Samples);
    }

    private static string Instance(int node) =>
        string.Create(CultureInfo.InvariantCulture, $"10.{node / 62500}.{node / 250 % 250}.{node % 250}:28680");

    private static long At(int sample) => End - ((Samples - 1 - sample) * Interval);

    /// <summary>A collection every two minutes; garbage in between; noise that is the same each time.</summary>
    private static long Value(int node, int figure, int sample)
    {
        var collections = sample / 4;
        var hours = collections * 4.0 * Interval / 3600;
        var noise = (((uint)(node * 2654435761) ^ (uint)(collections * 40503)) % 1000) / 2000.0;
        var live = (900 + (hours * (node % 100 == 7 ? 12 : 0.2)) + noise) * MiB;
        return figure switch
        {
            0 => 1_000_000,
            1 => 1000 + collections,
            2 => 100_000_000_000 + (sample * 60L * 1024 * 1024),
            3 => (long)(2 * live),
            4 => At(collections * 4) - 3,
            5 => (long)(live + (sample % 4 * 100 * MiB)),
            6 => (long)(200 * MiB),
            7 => (long)(150 * MiB),
            8 => (long)(1600 * MiB),
            9 => (long)(6 * MiB),
            10 => 100 + (sample % 7),
            _ => (long)(live * 1.4),
        };
    }

    /// <summary>Answers as Prometheus does, series by series as they are read.</summary>
    private sealed class Server(int nodes) : HttpMessageHandler
    {
        private readonly Dictionary<string, int> _numbers = Enumerable.Range(0, nodes).ToDictionary(Instance, n => n);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/read", StringComparison.Ordinal))
                return new HttpResponseMessage(HttpStatusCode.NotFound); // as of VictoriaMetrics: the slower way is measured
            var fields = (await request.Content!.ReadAsStringAsync(cancellationToken)).Split('&').Select(f => f.Split('='))
                .ToDictionary(f => WebUtility.UrlDecode(f[0]), f => WebUtility.UrlDecode(f[1]));
            var parts = fields.ContainsKey("match[]") ? Series() : Data(fields["query"]);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new PartStream(parts.GetEnumerator())) };
        }

        private IEnumerable<string> Series()
        {
            yield return """{"status":"success","data":[""";
            for (var node = 0; node < nodes; node++)
                yield return $$"""{{(node == 0 ? "" : ",")}}{"__name__":"up","instance":"{{Instance(node)}}","job":"wes"}""";
            yield return "]}";
        }

        private IEnumerable<string> Data(string query)
        {
            var isNames = query.StartsWith("count by", StringComparison.Ordinal);
            yield return $$"""{"status":"success","data":{"resultType":"{{(isNames ? "vector" : "matrix")}}","result":[""";
            var first = true;
            foreach (var part in isNames ? Names.Select(n => $$"""{"metric":{"__name__":"{{n}}"},"value":[1,"1"]}""")
                : query.EndsWith(']') ? Asked(query).SelectMany(n => Names.Select((_, f) => Points(n, f))) : [])
            {
                yield return first ? part : "," + part;
                first = false;
            }

            yield return "]}}";
        }

        private IEnumerable<int> Asked(string query)
        {
            var names = query[(query.IndexOf("instance=~\"", StringComparison.Ordinal) + 11)..].Split('"')[0];
            return names.Replace("\\\\", "", StringComparison.Ordinal).Split('|').Select(i => _numbers[i]);
        }

        private static string Points(int node, int figure)
        {
            var text = new StringBuilder(Samples * 32);
            text.Append(CultureInfo.InvariantCulture,
                $$"""{"metric":{"__name__":"{{Names[figure]}}","instance":"{{Instance(node)}}","job":"wes"},"values":[""");
            for (var i = 0; i < Samples; i++)
                text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"[{At(i)},\"{Value(node, figure, i)}\"]");
            return text.Append("]}").ToString();
        }
    }

    /// <summary>Texts one after the other, made as they are read.</summary>
    private sealed class PartStream(IEnumerator<string> parts) : ForwardStream
    {
        private byte[] _part = [];
        private int _at;

        public override int Read(Span<byte> buffer)
        {
            while (_at == _part.Length)
            {
                if (!parts.MoveNext())
                    return 0;
                (_part, _at) = (Encoding.UTF8.GetBytes(parts.Current), 0);
            }

            var some = Math.Min(buffer.Length, _part.Length - _at);
            _part.AsSpan(_at, some).CopyTo(buffer);
            _at += some;
            return some;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                parts.Dispose();
            base.Dispose(disposing);
        }
    }
}
