using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Fleets.Tests;

/// <summary>
/// Two hours of a node's next_gc, a point a minute, whose live heap grows evenly; the same figures for every form.
/// </summary>
internal static class GrowingNode
{
    public const int Count = 120;
    public const long Start = 1_795_000_000;

    private const string Budget =
        """{ "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } ] }""";

    /// <summary>Seconds of Unix time, and the goal.</summary>
    public static IEnumerable<(long At, long Goal)> Points(double growthPerHour) => Enumerable.Range(0, Count)
        .Select(i => (Start + (60L * i), (long)((200 + (2 * growthPerHour / 60 * i)) * 1024 * 1024)));

    /// <summary>A line a point, made by <paramref name="line"/>.</summary>
    public static string Lines(double growthPerHour, Func<long, long, string> line) =>
        string.Join('\n', Points(growthPerHour).Select(p => line(p.At, p.Goal))) + "\n";

    public static FleetVerdict Judged(FleetSeries fleet, string budget = Budget) => FleetJudge.Judge(fleet,
        BudgetFile.Read(Encoding.UTF8.GetBytes(budget), "budget.json"), new FleetView("budget.json", fleet.Source),
        CancellationToken.None);

    /// <summary>The only limit's verdict on a node.</summary>
    public static Verdict Of(FleetVerdict fleet, string node) => fleet.Nodes.Single(n => n.Name == node).Verdicts[0];

    /// <summary>Whether a verdict is that of the node that grows by 40 MiB an hour.</summary>
    public static void ShouldBeBroken(Verdict verdict)
    {
        verdict.Outcome.ShouldBe(Outcome.Broken, verdict.Reason.ToString());
        verdict.Value.ShouldNotBeNull().ShouldBe(40, 0.1);
    }
}
