using Perfolizer.Mathematics.Cpd;
using WesMemGuard.Baselines;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Baselines;

internal sealed class BaselineHistoryTests
{
    private static readonly DateTimeOffset First = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_rise_is_found_between_its_two_commits()
    {
        var history = History([.. Flat(970, 8), .. Flat(1000, 7)]);

        history.Outcome.ShouldBe(Outcome.Broken);
        var change = history.Changes.ShouldHaveSingleItem();
        (change.LastBefore.Commit, change.FirstAfter.Commit, change.CommitsBefore, change.CommitsAfter).ShouldBe(("c7", "c8", 8, 7));
        change.Shift.Shift.ShouldBe(30, 1);
        change.IsBreach.ShouldBeTrue();
    }

    /// <summary>Levels of a real program, six of either kind: one on the wrong side took the shift's interval down to 0.</summary>
    [Test]
    public void A_change_lies_between_the_commits_that_it_parts()
    {
        double[] levels = [0.38, 0.3831, 0.3842, 0.3815, 0.3822, 0.3872, 30.42, 30.41, 30.40, 30.4105, 30.42, 30.41];

        var history = History(levels);

        history.Outcome.ShouldBe(Outcome.Broken);
        var change = history.Changes.ShouldHaveSingleItem();
        (change.FirstAfter.Commit, change.CommitsBefore, change.CommitsAfter).ShouldBe(("c6", 6, 6));
        change.Shift.Low.ShouldBeGreaterThan(29);
    }

    [Test]
    public void A_rise_within_what_is_allowed_is_told_and_holds() => History([.. Flat(970, 8), .. Flat(980, 8)]).ShouldSatisfyAllConditions(
        h => h.Outcome.ShouldBe(Outcome.Held), h => h.Changes.ShouldHaveSingleItem().IsBreach.ShouldBeFalse());

    [Test]
    public void A_fall_is_told_and_holds() => History([.. Flat(1000, 6), .. Flat(900, 6)]).ShouldSatisfyAllConditions(
        h => h.Outcome.ShouldBe(Outcome.Held), h => h.Changes.ShouldHaveSingleItem().Shift.High.ShouldBeLessThan(0));

    [Test]
    public void Nine_commits_are_too_few_and_none_is_not_measured()
    {
        History([.. Flat(970, 4), .. Flat(1000, 5)]).Outcome.ShouldBe(Outcome.Inconclusive);
        BaselineHistory.Of([], "liveHeap", new Allowance(0.02)).Outcome.ShouldBe(Outcome.NotMeasured);
    }

    [Test]
    public void Runs_of_one_commit_are_one_number()
    {
        var runs = Enumerable.Range(0, 12)
            .SelectMany(i =>
            new[] { Run(3 * i, 970 + (i % 3), $"c{i}"), Run((3 * i) + 1, 971 + (i % 3), $"c{i}"), Run((3 * i) + 2, 2000, $"c{i}") })
            .Reverse().ToList();

        var history = BaselineHistory.Of(runs, "liveHeap", new Allowance(0.02));

        history.Commits.Count.ShouldBe(12);
        history.Commits[0].ShouldBe(new CommitLevel("c0", First, 971, 3));
        history.Changes.ShouldBeEmpty();
        history.Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void Scatter_is_no_change()
    {
        var random = new Random(7);
        var found = Enumerable.Range(0, 300)
            .Count(_ => History([.. Enumerable.Range(0, 40).Select(_ => 970 + (4 * random.NextDouble()))]).Changes.Count > 0);

        found.ShouldBeLessThanOrEqualTo(9, "of 300 histories without a change");
    }

    [Test]
    public void The_exact_solution_is_that_of_every_division()
    {
        var random = new Random(11);
        for (var n = 0; n < 40; n++)
        {
            double[] values = [.. Enumerable.Range(0, 14).Select(i => Math.Round((i >= 6 ? 3 : 0) + (random.NextDouble() * 3), 1))];

            EdPelt.Of(values, 3).ShouldBe(BestOfAll(values, 3));
        }
    }

    [Test]
    public void Another_implementation_finds_the_same()
    {
        var random = new Random(13);
        for (var n = 0; n < 50; n++)
        {
            double[] values = [.. Enumerable.Range(0, 60).Select(i => (i >= 20 ? 4.0 : 0) - (i >= 45 ? 2.5 : 0) + random.NextDouble())];

            EdPelt.Of(values, 5).ShouldBe(EdPeltChangePointDetector.Instance.GetChangePointIndexes(values, 5).Select(last => last + 1));
        }
    }

    [Test]
    public void Too_few_values_and_wrong_ones_are_refused()
    {
        EdPelt.Of([1, 2, 3], 2).ShouldBeEmpty();
        EdPelt.Of([], 1).ShouldBeEmpty();
        Should.Throw<ArgumentOutOfRangeException>(() => EdPelt.Of([1, 2, 3], 0));
        Should.Throw<ArgumentOutOfRangeException>(() => EdPelt.Of(new double[EdPelt.Most + 1], 5));
    }

    /// <summary>Every way to divide the values, each priced anew from the definition.</summary>
    private static int[] BestOfAll(double[] values, int fewest)
    {
        var (best, cheapest) = (Array.Empty<int>(), double.PositiveInfinity);
        for (var division = 0; division < 1 << (values.Length - 1); division++)
        {
            int[] starts = [.. Enumerable.Range(1, values.Length - 1).Where(i => (division & (1 << (i - 1))) != 0)];
            int[] bounds = [0, .. starts, values.Length];
            if (bounds.Zip(bounds.Skip(1), (a, b) => b - a).Any(length => length < fewest))
                continue;
            var cost = bounds.Zip(bounds.Skip(1), (a, b) => Price(values, a, b)).Sum() + (starts.Length * 3 * Math.Log(values.Length));
            if (cost < cheapest - 1e-9)
                (best, cheapest) = (starts, cost);
        }

        return best;
    }

    private static double Price(double[] values, int from, int to)
    {
        var n = values.Length;
        var k = Math.Min(n, (int)Math.Ceiling(4 * Math.Log(n)));
        var ordered = values.Order().ToArray();
        var sum = 0.0;
        for (var i = 0; i < k; i++)
        {
            var share = 1 / (1 + Math.Pow((2 * n) - 1, 1 - (((2 * i) + 1.0) / k)));
            var quantile = ordered[(int)((n - 1) * share)];
            var under = values[from..to].Average(v => v < quantile ? 1 : v == quantile ? 0.5 : 0);
            sum += under is 0 or 1 ? 0 : (to - from) * ((under * Math.Log(under)) + ((1 - under) * Math.Log(1 - under)));
        }

        return -2 * Math.Log((2 * n) - 1) / k * sum;
    }

    private static LevelHistory History(double[] levels) =>
        BaselineHistory.Of([.. levels.Select((level, i) => Run(i, level, $"c{i}"))], "liveHeap", new Allowance(0.02));

    // A small fixed ripple: no level of a run is exactly the next one's.
    private static IEnumerable<double> Flat(double level, int count) => Enumerable.Range(0, count).Select(i => level + (i * 7 % 5 * 0.2));

    private static RunLevels Run(int number, double level, string commit)
    {
        var levels = new Dictionary<string, double> { ["liveHeap"] = level };
        return new RunLevels($"run{number}", First.AddHours(number), First.AddHours(number + 0.5), levels) { Commit = commit };
    }
}
