using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Answer;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Fleets.Tests.Answer;

/// <summary>Who differs from the rest is named; in fleets of equals nobody is.</summary>
internal sealed class DifferingNodeTests
{
    private static readonly MemoryBudget Budget = BudgetFile.Read(
        """{ "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } ] }"""u8.ToArray(),
        "budget.json");

    /// <summary>Normal and with heavy tails (Student's t with 5 degrees of freedom).</summary>
    [TestCase(0)]
    [TestCase(5)]
    public void In_a_hundred_fleets_of_a_thousand_equals_at_most_one_node_is_accused(int degrees)
    {
        var random = new Random(23);

        Enumerable.Range(0, 100).Sum(_ => DifferingNode.Of(Fleet(1000, _ => Draw(random, degrees))).Count).ShouldBeLessThanOrEqualTo(1);
    }

    /// <summary>Counts are the same on most nodes: a rounded digit more is no difference, a leak is one that can be told.</summary>
    [Test]
    public void Among_nodes_that_are_all_the_same_a_digit_is_no_difference_and_a_leak_is_one()
    {
        DifferingNode.Of(Fleet(200, i => i == 17 ? 0.001 : 0, width: 0.0001)).ShouldBeEmpty();

        var differing = DifferingNode.Of(Fleet(200, i => i == 17 ? 12 : 0)).ShouldHaveSingleItem();
        differing.Node.Name.ShouldBe("n17");
        differing.Times.ShouldBe(3000, 1e-6);
    }

    [Test]
    public void A_leak_among_two_hundred_is_named()
    {
        var random = new Random(7);

        DifferingNode.Of(Fleet(200,
            i => i == 17 ? 12 : 0.3 + (0.1 * Draw(random, 0)))).Single().Node.Name.ShouldBe("n17");
    }

    private static double Draw(Random random, int degrees)
    {
        double Normal() =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var scale =
            degrees == 0 ? 1 : Math.Sqrt(degrees / Enumerable.Range(0, degrees).Sum(_ => Math.Pow(Normal(), 2)));
        return Normal() * scale;
    }

    private static FleetVerdict Fleet(int nodes, Func<int, double> value, double width = 0.05) => new("fleet", Budget,
        [.. Enumerable.Range(0, nodes).Select(i => Node($"n{i}", value(i), width))]);

    private static NodeVerdict Node(string name, double value, double width) => new(name, LabelSet.Empty,
    [
        new LifeVerdict(default, default, new RunVerdict(
        [
            new Verdict
            {
                Of = "process",
                Metric = "liveHeap",
                Limit = "growthPerHour",
                Outcome = Outcome.Held,
                Value = value,
                Low = value - width,
                High = value + width,
                Confidence = 0.98,
                Budget = 4,
                Unit = "MiB/h",
                Evidence = "next_gc",
                Reason = OutcomeReasons.Of(Outcome.Held),
                Message = new VerdictMessage(OutcomeReasons.Of(Outcome.Held)),
            },
        ])),
    ]);
}
