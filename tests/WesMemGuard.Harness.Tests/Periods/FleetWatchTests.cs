using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Harness.Periods;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.Input;
using WesMemGuard.Inventories;
using WesMemGuard.TestNodes;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Periods;

/// <summary>A fleet watched for hours, which pass in seconds.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class FleetWatchTests
{
    [Test]
    public async Task Each_node_is_asked_once_an_interval_and_judged_by_name_each_period()
    {
        using var folder = new TemporaryFolder();
        var time = new VirtualTime();
        await using var leaking = await TestNode.StartAsync(new TestNodeOptions { Behaviour = NodeBehaviour.Leak, Time = time });
        await using var flat = await TestNode.StartAsync(new TestNodeOptions { Behaviour = NodeBehaviour.Flat, Time = time });
        var plan = Plan(folder, $$"""
            { "nodes": [ { "name": "shanghai-1", "url": "{{leaking.Http}}" }, { "name": "shanghai-2", "url": "{{flat.Http}}" } ] }
            """);

        var periods = await WatchAsync(plan, time);

        periods.Count.ShouldBe(2);
        periods.ShouldAllBe(p => p.Answered == 2);
        periods[1].Verdict.Nodes.Select(n => (n.Name, n.Worst)).ShouldBe([("shanghai-1", Outcome.Broken), ("shanghai-2", Outcome.Held)]);
        periods[1].Verdict.Nodes[0].Verdicts[0].Samples.ShouldBeGreaterThan(periods[0].Verdict.Nodes[0].Verdicts[0].Samples);
        leaking.Received.ShouldBe(240); // two hours of half minutes
        flat.Received.ShouldBe(240);
        var kept = periods.Select(p => Path.Combine(p.Folder, "series.prom.gz")).ToList();
        kept.ShouldAllBe(f => File.Exists(f));
        FoundFile.Read(kept[1], "kept", new Dictionary<string, string>()).Nodes.Select(n => n.Labels["node"])
            .ShouldBe(["shanghai-1", "shanghai-2"], ignoreOrder: true);
        Path.GetFileName(Path.GetDirectoryName(periods[0].Folder)).ShouldBe("2026-11-22");
    }

    [Test]
    public async Task A_second_watch_of_a_folder_is_refused_and_a_later_one_is_not()
    {
        using var folder = new TemporaryFolder();
        var plan = Plan(folder, """{ "nodes": [ { "name": "a", "url": "http://127.0.0.1:1" } ] }""") with
        {
            Periods = 1,
            Interval = TimeSpan.FromMinutes(30),
        };
        using (DayFolders.Take(folder.Path))
        {
            var watching = async () => await WatchAsync(plan, new VirtualTime());
            (await watching.ShouldThrowAsync<BadInputException>()).Message.ShouldContain("another watch writes to this folder");
            Directory.GetDirectories(folder.Path).ShouldBeEmpty();
        }

        (await WatchAsync(plan, new VirtualTime())).ShouldHaveSingleItem().Verdict.Nodes[0].Worst.ShouldBe(Outcome.NotMeasured);
    }

    [Test]
    public void The_oldest_periods_go_first_and_the_newest_stays()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "2026-11-20/a", "2026-11-21/a", "2026-11-21/b", "2026-11-22/a", "notes/a" })
            folder.Write($"{name}/file", new string('x', 100));

        DayFolders.Shrink(folder.Path, 250).ShouldBe(200);
        Left(folder).ShouldBe(["2026-11-21/b", "2026-11-22/a", "notes/a"]);
        DayFolders.Shrink(folder.Path, 1).ShouldBe(100);
        Left(folder).ShouldBe(["2026-11-22/a", "notes/a"]);

        DayFolders.Forget(folder.Path, 1, new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        Left(folder).ShouldBe(["notes/a"]);
    }

    private static List<string> Left(TemporaryFolder folder) =>
        [.. Directory.EnumerateFiles(folder.Path, "file", SearchOption.AllDirectories)
            .Select(f => Path.GetDirectoryName(Path.GetRelativePath(folder.Path, f))!.Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static async Task<List<WatchedFleet>> WatchAsync(FleetPlan plan, VirtualTime time)
    {
        var periods = new List<WatchedFleet>();
        await foreach (var period in FleetWatch.RunAsync(plan, new VirtualLiveClock(time), _ => { }, default))
            periods.Add(period);
        return periods;
    }

    private static FleetPlan Plan(TemporaryFolder folder, string inventory) => new(
        InventoryFile.Read(Encoding.UTF8.GetBytes(inventory), "fleet.json"),
        new WatchPlan(BudgetFile.Read(
            """{ "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } ] }"""u8.ToArray(), "budget.json"),
            "budget.json", TimeSpan.FromHours(1), folder.Path))
    {
        Periods = 2,
    };
}
