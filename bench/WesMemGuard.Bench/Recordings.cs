using System.Globalization;
using WesMemGuard.Growth;

namespace WesMemGuard.Bench;

/// <summary>What the judge says of the recorded nodes: over their phases, and minute by minute as if the run had ended there.</summary>
internal static class Recordings
{
    private static readonly (string Recording, string? Phase, string Evidence, double Budget, string Right, double WarmUp,
        double Planted)[] Limits =
    [
        ("idle", null, "nextGc", 2, "held", 300, 0),
        ("planted-ispc-12", null, "nextGc", 4, "broken", 300, 0),
        ("planted-ispc-12", null, "nextGc", 20, "held", 300, 0),
        ("planted-event-cache", null, "nextGc", 4, "held", 300, 0),
        ("planted-api-goroutines", null, "nextGc", 2, "held", 300, 0),
        ("planted-api-goroutines", null, "goroutines", 60, "broken", 300, 0),
        ("idle", null, "goroutines", 10, "held", 300, 0),
        ("transfers", "transfers", "nextGc", 4, "broken", 300, 0),
        ("transfers-long", "transfers", "nextGc", 4, "broken", 300, 0),
        ("transfers-long", "transfers", "gc", 4, "broken", 300, 0),
        ("transfers-long", "rest", "nextGc", 2, "held", 300, 0),
        ("transfers-long", "rest", "gc", 2, "held", 300, 0),
        ("pool-flood", "settle", "nextGc", 2, "held inconclusive", 300, 0),
        ("many-clients", "clients", "nextGc", 4, "broken", 300, 0),
        ("many-clients", "clients2", "nextGc", 4, "held inconclusive", 300, 0),
        ("stalled-chain", "stalled", "nextGc", 8, "held", 300, 0),
        ("block-reads", "reads", "nextGc", 2, "held", 300, 0),
        ("warn-level-log", null, "nextGc", 2, "inconclusive", 300, 0),
        ("live-heap-idle", null, "nextGc", 2, "held", 300, 0),
        ("live-heap-idle", null, "gc", 2, "held", 60, 0),
        ("live-heap-planted-ispc-12", null, "nextGc", 4, "broken", 300, 0),
        ("live-heap-planted-ispc-12", null, "gc", 4, "broken", 60, 0),
        ("live-heap-planted-event-12-fine", null, "gc", 4, "broken", 60, 0),
        ("live-heap-planted-event-12-fine", null, "goroutines", 60, "broken", 60, 0),
        ("sync-join", null, "nextGc", 4, "broken inconclusive", 300, 0),
        ("sync-join", null, "nextGc", 64, "held", 300, 0),
        ("gogc-50-planted", null, "nextGc", 4, "broken", 300, 0),
        ("idle", null, "nextGc", 1, "broken", 300, 2),
        ("planted-api-goroutines", null, "nextGc", 1, "broken", 300, 1.5),
        ("live-heap-idle", null, "gc", 1, "broken", 60, 1.7),
        ("idle", null, "nextGc", 4, "broken", 300, 12),
        ("live-heap-idle", null, "gc", 4, "broken", 60, 12),
    ];

    /// <summary>Judges every recording there is in the folder.</summary>
    public static void Print(TextWriter output, string folder)
    {
        foreach (var (name, phase, evidence, budget, right, warmUp, planted) in Limits)
        {
            var recording = Recording.Read(Path.Combine(folder, name));
            var points = evidence switch { "gc" => recording.Forced, "goroutines" => recording.Goroutines, _ => recording.NextGc };
            points = [.. points.Where(point => point.Seconds >= warmUp)];
            points = [.. points.Select(point => point with { Value = point.Value + (planted * point.Seconds / 3600) })];
            if (phase is not null)
                points = Recording.Within(points, recording.Phases[phase]);
            var whole = Judge(points, evidence, budget);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name + (planted > 0 ? $" + {planted}/h" : ""),-32} {phase,-10} {evidence,-10} <= {budget,2}: "
                    + $"{whole.Outcome,-12} {whole.Reason,-16} {whole.SlopePerHour,7:0.00} ({whole.LowPerHour:0.00} "
                        + $".. {whole.HighPerHour:0.00}), {whole.Points} points{(Is(whole, right) ? "" : "  <-- " + right)}"));
            output.WriteLine("        ended at minute: " + string.Join(' ', Sweep(points, evidence, budget, right))
                + "; random windows: " + Windows(points, evidence, budget));
        }
    }

    private static IEnumerable<string> Sweep(TimedValue[] points, string evidence, double budget, string right)
    {
        var before = "";
        if (points.Length == 0)
            yield break;
        for (var minute = Math.Ceiling(points[0].Seconds / 60); minute * 60 <= points[^1].Seconds + 60; minute += 0.5)
        {
            var finding = Judge([.. points.Where(point => point.Seconds <= minute * 60)], evidence, budget);
            var verdict = finding.Outcome == GrowthOutcome.Inconclusive
                ? "?" + string.Concat(finding.Reason.ToString().Where(char.IsUpper))
                : finding.Outcome.ToString().ToLowerInvariant() + (Is(finding, right) ? "" : "(!)");
            if (verdict != before)
                yield return string.Create(CultureInfo.InvariantCulture, $"{minute}:{verdict}");
            before = verdict;
        }
    }

    // Windows of a fifth of the recording or more.
    private static Tally Windows(TimedValue[] points, string evidence, double budget)
    {
        var noise = new Shapes.Noise(7);
        var tally = new Tally();
        for (var window = 0; window < 200 && points.Length > 8; window++)
        {
            var from = (int)noise.Uniform(0, points.Length * 0.8);
            var to = (int)noise.Uniform(Math.Min(points.Length, from + Math.Max(5, points.Length / 5)), points.Length);
            tally.Add(Judge(points[from..to], evidence, budget).Outcome);
        }

        return tally;
    }

    private static bool Is(GrowthFinding finding, string right) =>
        right.Contains(finding.Outcome.ToString().ToLowerInvariant(), StringComparison.Ordinal);

    private static GrowthFinding Judge(TimedValue[] points, string evidence, double budget) => evidence == "goroutines"
        ? GrowthJudge.OfCounts(points, budget, 0.01)
        : GrowthJudge.OfLiveHeap(points, budget, 0.01);
}
