using System.Globalization;
using WesMemGuard.Bench.Textbooks;
using WesMemGuard.Growth;
using WesMemGuard.Statistics;

namespace WesMemGuard.Bench;

/// <summary>Cycles, work and returns in the recorded nodes.</summary>
internal static class ShortRuns
{
    private const double KiB = 1.0 / 1024;

    /// <summary>Judges the recordings' growth per cycle and per unit of work, and the returns to a level.</summary>
    public static void Print(TextWriter output, string folder)
    {
        foreach ((string name, double budget, string right) in ((string, double, string)[])[
            ("cycles-reads", 32 * KiB, "held"), ("cycles-pool-flood", 32 * KiB, "broken"),
                ("cycles-transfers", 32 * KiB, "broken"), ("cycles-transfers", 2, "held")])
            Show(output, $"{name} per cycle <= {budget / KiB:0} KiB, {right}",
                PerCycle(Recording.Read(Path.Combine(folder, name)), budget));
        foreach ((string name, string phase) in ((string, string)[])[("transfers", "transfers"),
            ("transfers-long", "transfers"), ("cycles-pool-flood", "*"), ("cycles-transfers", "*")])
            Show(output, $"{name} {phase} per unit <= 1 KiB, broken", PerUnit(Recording.Read(Path.Combine(folder, name)), phase));
        foreach ((string name, string from, string after, double tolerance, string right) in ((string, string, string, double, string)[])[
            ("transfers", "warm", "stop", 2, "broken"), ("transfers-long", "warm", "rest", 2, "broken"),
                ("pool-flood", "warm", "settle2", 2, "broken"),
            ("many-clients", "warm", "settle", 1, "broken"), ("subscribers", "warm", "settle", 1, "held"),
                ("block-reads", "stop", "reads", 1, "held"), ("cycles-pool-flood", "warm", "rest8", 1, "broken")])
        {
            Recording recording = Recording.Read(Path.Combine(folder, name));
            if (!recording.Phases.TryGetValue(from, out RecordedPhase first)
                || !recording.Phases.TryGetValue(after, out RecordedPhase last))
            {
                output.WriteLine($"{name}: no phase {from} or {after}; there are {string.Join(' ', recording.Phases.Keys)}");
                continue;
            }

            TimedValue[] points = recording.Forced.Length > 0 ? recording.Forced : recording.NextGc;
            double[] a = SecondHalf(points, first), b = SecondHalf(points, last);
            LevelDifference difference = a.Length > 0
                && b.Length > 0 ? LevelDifference.Of(a, b, 0.01) : new(double.NegativeInfinity, double.PositiveInfinity, false);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} returns to {from} after {after} within {tolerance} MiB, {right}: level "
                    + $"+{(a.Length > 0 && b.Length > 0 ? Median.Of(b) - Median.Of(a) : double.NaN):0.00}, "
                        + $"{difference.Low:0.00} .. {difference.High:0.00}, {a.Length} and {b.Length} points"));
        }
    }

    private static GrowthFinding PerCycle(Recording recording, double budget)
    {
        double[] levels = [.. recording.Phases.Where(phase => phase.Key.StartsWith("rest", StringComparison.Ordinal)).Skip(1)
            .Select(phase => Median.Of(SecondHalf(recording.Forced, phase.Value)))];
        return GrowthJudge.PerCycle(levels, budget, 0.01);
    }

    private static double[] SecondHalf(TimedValue[] points, RecordedPhase phase) =>
        [.. points.Where(point => point.Seconds >= (phase.From + phase.To) / 2 && point.Seconds <= phase.To).Select(point => point.Value)];

    private static GrowthFinding PerUnit(Recording recording, string name)
    {
        TimedValue[] points = recording.Forced.Length > 0 ? recording.Forced : recording.NextGc;
        points = name == "*"
            ? [.. points.Where(point => point.Seconds >= 300)]
            : [.. Recording.Within(points, recording.Phases[name]).Where(point => point.Seconds >= 300)];
        double[] work = Array.ConvertAll(points, point => recording.Phases.Values.Sum(
            phase => phase.Ok * Math.Clamp((point.Seconds - phase.From) / (phase.To - phase.From), 0, 1)));
        double[] load = Array.ConvertAll(points, point => recording.Phases.Values
            .Where(phase => point.Seconds >= phase.From && point.Seconds < phase.To).Sum(phase => phase.Ok / (phase.To - phase.From)));
        return PerUnitGrowth.Judge(points, work, load, KiB, 0.01);
    }

    private static void Show(TextWriter output, string what, GrowthFinding finding) => output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
        $"{what}: {finding.Outcome} {finding.Reason} {finding.SlopePerHour / KiB:0.0} KiB "
            + $"({finding.LowPerHour / KiB:0.0} .. {finding.HighPerHour / KiB:0.0}), {finding.Points} points"));
}
