using System.Globalization;
using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

/// <summary>
/// What the judge finds on series that are made from fixed seeds, kept in KnownFindings.approved.txt beside this: a step that
/// changes by a sign, a bound or a factor changes a figure here, where the shares of <see cref="ShapeTests"/> would hardly move.
/// </summary>
internal sealed class KnownFindingsTests
{
    private const double Alpha = 0.01;

    [Test]
    public void Every_series_has_its_approved_finding()
    {
        string[] found = [.. OfFloors(), .. OfProcesses(), .. OfCounts(), .. PerUnit(), .. PerCycle()];
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Growth", "KnownFindings");
        string[] approved = File.Exists(path + ".approved.txt") ? File.ReadAllLines(path + ".approved.txt") : [];
        if (!found.SequenceEqual(approved))
            File.WriteAllLines(path + ".received.txt", found);

        found.Length.ShouldBeGreaterThan(200);
        found.ShouldBe(approved, $"the whole text is in {path}.received.txt");
    }

    private static IEnumerable<string> OfFloors() =>
        from shape in (BarShape[])[.. BarShape.WithoutBreach, .. BarShape.Leaks]
        from hours in (double[])[0.5, 2, 6]
        let made = shape.Make(hours, new Noise(11))
        select Line($"floors of {shape.Name}, {hours} h", GrowthJudge.OfFloors(made.Samples, made.NumGc, BarShape.Budget, Alpha));

    private static IEnumerable<string> OfProcesses() =>
        from shape in GoProcess.Shapes
        from hours in (double[])[0.75, 2, 6]
        from seed in (int[])[5, 6]
        let made = GoProcess.Of(shape, hours, 1, new Noise(seed))
        select Line($"live heap of {shape}, {hours} h, seed {seed}", GrowthJudge.OfLiveHeap(made.LivePoints, made.Budget, Alpha));

    private static IEnumerable<string> OfCounts() =>
        from shape in GoProcess.Shapes
        from minutes in (double[])[20, 95]
        let made = GoProcess.Of(shape, minutes / 60, 1, new Noise(7))
        let counts = Array.ConvertAll(made.Series.Samples, s => s with { Value = Math.Round(s.Value) })
        select Line($"counts of {shape}, {minutes} min", GrowthJudge.OfCounts(counts, made.Budget, Alpha));

    private static IEnumerable<string> PerUnit() =>
        from leak in (double[])[0, 0.004, 0.02]
        from kept in (int[])[9, 15, 60, 180, 720]
        from way in (string[])["blocks", "ramp", "one load"]
        let made = way == "ramp" ? Transactions.Ramp(new Noise(3), leak) : Transactions.Blocks(new Noise(3), leak)
        let every = 720 / kept
        let load = way == "one load" ? Enumerable.Repeat(5.5, 720).ToArray() : made.Load
        select Line($"per transaction, {way}, {leak} MB, {kept} points",
            PerUnitGrowth.Judge(Each(made.Points, every), Each(made.Work, every), Each(load, every), 0.004, Alpha));

    private static IEnumerable<string> PerCycle() =>
        from leak in (double[])[-1, 0, 0.5, 1, 1.5, 4]
        from cycles in (int[])[1, 4, 5, 6, 12, 40, 170]
        let noise = new Noise(cycles)
        let levels = Enumerable.Range(0, cycles).Select(i => 100 + (leak * i) + noise.Normal()).ToArray()
        select Line($"per cycle, {leak}, {cycles} cycles", GrowthJudge.PerCycle(levels, 1, Alpha));

    private static T[] Each<T>(T[] values, int every) => [.. values.Where((_, i) => i % every == 0)];

    private static string Line(string what, GrowthFinding f) => string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {f.Outcome} {f.Reason} {f.SlopePerHour:G6} ({f.LowPerHour:G6} .. {f.HighPerHour:G6}) {f.Points} "
            + $"points {f.FromSeconds:G6}-{f.ToSeconds:G6}{(f.OfLastPart ? " last part" : "")} more {f.MoreHours:G6}");
}
