using System.Globalization;
using WesMemGuard.LiveHeap;
using WesMemGuard.Node.Answers;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Tests.GoServices;

/// <summary>One recorded answer of a Go service, what was live then, and what is read of it.</summary>
/// <param name="File">The answer's file.</param>
/// <param name="Kind">What kind of answer it is.</param>
/// <param name="Truth">Bytes live; null where the row is of something else.</param>
/// <param name="Low">The least that is said to be live; null where nothing is said.</param>
/// <param name="High">The most.</param>
internal sealed record GoTruth(string File, string Kind, double? Truth, double? Low, double? High)
{
    /// <summary>A value is exact within this part.</summary>
    private const double Exact = 0.005;

    /// <summary>What is said: <c>value</c>, <c>bracket</c>, <c>bound</c> or <c>nothing</c>.</summary>
    public string Says => (Low, High) switch
    {
        (null, _) or (_, null) => "nothing",
        (0, _) => "bound",
        var (low, high) => high - low <= Exact * high ? "value" : "bracket",
    };

    /// <summary>Whether what is said holds the truth.</summary>
    public bool IsRight =>
        Truth is not { } truth || Says == "nothing" || (Low <= truth * (1 + Exact) && High >= truth * (1 - Exact));

    /// <summary>Every row of a table.</summary>
    /// <param name="folder">The folder with <c>truth.tsv</c> and its files.</param>
    /// <param name="seesProcess">Whether globals and the environment are known, as of a process on the same
    /// machine.</param>
    public static IReadOnlyList<GoTruth> Of(string folder, bool seesProcess)
    {
        var lines = System.IO.File.ReadAllLines(Path.Combine(folder, "truth.tsv"));
        var names = lines[0].Split('\t');
        return [.. lines.Skip(1).Where(l => l.Length > 0).Select(l => l.Split('\t'))
            .Select(c => names.Zip(c).ToDictionary(p => p.First, p => p.Second)).Select(row => Of(folder, row, seesProcess))];
    }

    private static GoTruth Of(string folder, Dictionary<string, string> row, bool seesProcess)
    {
        var body = System.IO.File.ReadAllBytes(Path.Combine(folder, row["file"]));
        var run = new MemoryRun(new RunHeader("20261129-000000-truth", "truth", DateTimeOffset.UnixEpoch, RunOrigin.Live));
        if (row["kind"] is "metrics" or "expvar" || row["kind"].StartsWith("OTel", StringComparison.Ordinal))
            Put(run, row["kind"] == "expvar" ? ExpvarAnswer.Read(body) : MetricsPage.Read(body));
        else if (row["kind"].StartsWith("heap", StringComparison.Ordinal))
            Put(run, CollectedHeapText.Read(body.AsSpan().StartsWith("heap profile:"u8)
                ? body : [.. "heap profile: 0: 0 [0: 0] @ heap/1048576\n"u8, .. body]));
        if (seesProcess && Number(row, "elf_data_bss") is { } globals)
            run.Process.Add(new(DateTimeOffset.UnixEpoch,
                new ProcessSample(1, 1)
                {
                    Globals = globals,
                    GoGcPercent = Env(row, "GOGC", 100),
                    MemoryLimit = Env(row, "GOMEMLIMIT", long.MaxValue)
                }, null));
        var series = LiveHeapDecision.Of(run);
        var known = series.Known is [.., var last] ? last : (LiveHeapPoint?)null;
        return new GoTruth(row["file"], row["kind"], Number(row, "live_true_bytes"),
            known is { } k ? Math.Max(0, k.Low - k.Floating)
            : null, known?.High);
    }

    /// <summary>A page of a process that has run for a while.</summary>
    private static void Put(MemoryRun run, MetricsSample page)
    {
        var at = DateTimeOffset.UnixEpoch.AddSeconds(Math.Max((page.LastGcSeconds ?? 0) + 1,
            (page.StartTimeSeconds ?? 0) + 600));
        run.Metrics.Add(new(at, page, null));
    }

    private static void Put(MemoryRun run, CollectedHeapSample collected) =>
        run.LiveHeap.Add(new(collected.CollectedAt, collected, null));

    private static double? Number(Dictionary<string, string> row, string name) =>
        double.TryParse(row.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double Env(Dictionary<string, string> row, string name, double otherwise)
    {
        var env = row["env"];
        var at = env.IndexOf(name + "=", StringComparison.Ordinal);
        if (at < 0)
            return otherwise;
        var text = env[(at + name.Length + 1)..].Split(' ')[0];
        return text.EndsWith("MiB", StringComparison.Ordinal)
            ? double.Parse(text[..^3], CultureInfo.InvariantCulture) * ByteSize.MiB : double.Parse(text,
                CultureInfo.InvariantCulture);
    }
}
