using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Bench;

/// <summary>Judges a folder of recorded series with known growth: truth.json and one .jsonl.gz a series.</summary>
internal static class RecordedSeries
{
    private const double MiB = 1024 * 1024;

    /// <summary>Prints each series' finding and the count of right, wrong and undecided ones.</summary>
    public static void Print(TextWriter output, string folder)
    {
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "truth.json")));
        int right = 0, wrong = 0, undecided = 0;
        foreach (var entry in truth.RootElement.EnumerateArray())
        {
            var name = entry.GetProperty("series").GetString()!;
            var budget = entry.GetProperty("budgetMiBPerHour").GetDouble();
            var expected = entry.GetProperty("expected").GetString()!;
            var (series, live) = Read(Path.Combine(folder, name + ".jsonl.gz"));
            var finding = live.Length > 0
                ? GrowthJudge.OfLiveHeap(live, budget, 0.01)
                : GrowthJudge.OfFloors(series.Samples, series.NumGc, budget, 0.01);
            var verdict = finding.Outcome.ToString().ToLowerInvariant();
            if (finding.Outcome == GrowthOutcome.Inconclusive)
                undecided++;
            else if (verdict == expected)
                right++;
            else
                wrong++;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} {entry.GetProperty("shape").GetString(),-10} budget {budget,5:0.00} leak "
                    + $"{entry.GetProperty("leakMiBPerHour").GetDouble(),6:0.00} {verdict,-12} {finding.Reason,-16} "
                        + $"{finding.SlopePerHour,6:0.00} ({finding.LowPerHour:0.00} .. {finding.HighPerHour:0.00}) "
                            + $"{finding.Points} points{(verdict == expected ? "" : "   <-- " + expected)}"));
        }

        output.WriteLine($"{folder}: {right} right, {wrong} wrong, {undecided} undecided");
    }

    private static (SimulatedSeries Series, TimedValue[] Live) Read(string path)
    {
        List<TimedValue> samples = [], live = [];
        List<double> numGc = [];
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            double Number(string name) => row.RootElement.GetProperty(name).GetDouble();
            samples.Add(new TimedValue(Number("t"), Number("heap_alloc") / MiB));
            if (row.RootElement.TryGetProperty("next_gc", out _) && (numGc.Count == 0 || Number("num_gc") > numGc[^1]))
                live.Add(new TimedValue(Number("t"), Number("next_gc") / (1 + (Number("gogc") / 100)) / MiB));
            numGc.Add(Number("num_gc"));
        }

        return (new SimulatedSeries([.. samples], [.. numGc]), [.. live]);
    }
}
