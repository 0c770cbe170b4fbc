using System.Globalization;
using System.Text;
using MathNet.Numerics.Distributions;
using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Answer;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Bench;

/// <summary>
/// Who is said to differ from the rest: fleets of equals of several shapes, in which nobody should be, and the same with one node
/// that leaks. The figures are drawn, not judged: a fleet is a thousand slopes with their intervals.
/// </summary>
internal static class Differing
{
    /// <summary>What one node leaks more, in the fleet's own standard deviations.</summary>
    private const double Leak = 15;

    private static readonly MemoryBudget Budget = BudgetFile.Read(Encoding.UTF8.GetBytes(Fleets.Limits), "budget.json");

    private static readonly IReadOnlyList<(string Name, Func<Random, double> Draw)> Shapes =
    [
        ("bell", r => Normal.Sample(r, 0, 1)),
        ("Student's t, 5 degrees", r => StudentT.Sample(r, 0, 1, 5)),
        ("Student's t, 3 degrees", r => StudentT.Sample(r, 0, 1, 3)),
        ("skewed to the right (gamma, shape 4)", r => (Gamma.Sample(r, 4, 1) - 4) / 2),
        ("two versions, a fifth two deviations above", r => Normal.Sample(r, r.NextDouble() < 0.2 ? 2 : 0, 1)),
        ("all the same to a thousandth", r => 0.001 * Normal.Sample(r, 0, 1)),
        ("all the same but for what is rounded", r => r.NextDouble() < 0.01 ? 0.1 : 0),
    ];

    /// <summary>Prints a row a shape.</summary>
    /// <param name="to">Takes the table.</param>
    /// <param name="seed">The seed of all that is drawn.</param>
    /// <param name="fleets">How many fleets a shape.</param>
    /// <param name="nodes">How many nodes a fleet.</param>
    public static void Print(TextWriter to, int seed, int fleets, int nodes)
    {
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{fleets} fleets of {nodes} nodes, {Budget.Limits.Count} limits, seed {seed}"));
        to.WriteLine("| fleet of equals | fleets that accuse | nodes accused | the one that leaks found |");
        to.WriteLine("| --- | --- | --- | --- |");
        foreach (var (name, draw) in Shapes)
        {
            var random = new Random(seed);
            int accusing = 0, accused = 0, found = 0;
            for (var i = 0; i < fleets; i++)
            {
                var count = DifferingNode.Of(Fleet(nodes, random, draw, leaks: false)).Select(d => d.Node).Distinct().Count();
                (accusing, accused) = (accusing + Math.Sign(count), accused + count);
                if (DifferingNode.Of(Fleet(nodes, random, draw, leaks: true)).Any(d => d.Node.Name == "0"))
                    found++;
            }

            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {accusing} | {accused} | {found} of {fleets} |"));
        }
    }

    private static FleetVerdict Fleet(int nodes, Random random, Func<Random, double> draw, bool leaks) => new("drawn", Budget,
    [
        .. Enumerable.Range(0, nodes).Select(n => Node(n.ToString(CultureInfo.InvariantCulture),
            [.. Budget.Limits.Select((_, i) => 0.3 + (0.1 * (draw(random) + (leaks && n == 0 && i == 0 ? Leak : 0))))])),
    ]);

    private static NodeVerdict Node(string name, double[] slopes) => new(name, LabelSet.Empty,
        [new LifeVerdict(default, default, new RunVerdict([.. slopes.Select((slope, i) => Verdict(Budget.Limits[i], slope))]))]);

    private static Verdict Verdict(Limit limit, double slope) => new()
    {
        Of = limit.Of,
        Metric = limit.Metric.ToString(),
        Limit = limit.Rule.Name,
        Outcome = Outcome.Held,
        Value = slope,
        Low = slope - 0.05,
        High = slope + 0.05,
        Confidence = 0.98,
        Budget = 4,
        Unit = "MiB/h",
        Evidence = "next_gc",
        Reason = OutcomeReasons.Of(Outcome.Held),
        Message = new VerdictMessage(OutcomeReasons.Of(Outcome.Held)),
    };
}
