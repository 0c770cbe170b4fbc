using System.Globalization;
using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Watching;
using WesMemGuard.Inventories;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Fleets.Tests.Watching;

/// <summary>A fleet whose pages are read round by round.</summary>
internal sealed class ScrapedFleetTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(GrowingNode.Start);

    [Test]
    public async Task A_node_that_leaks_is_broken_one_that_never_answered_is_not_measured()
    {
        using var page = new PageServer(Grows());
        using var fleet = Fleet($$"""
            { "nodes": [ { "name": "leaking", "url": "{{page.Url}}", "labels": { "region": "eu" } },
                         { "name": "absent", "url": "http://127.0.0.1:1" } ] }
            """);
        var kept = new StringWriter(CultureInfo.InvariantCulture);
        for (var round = 0; round < 120; round++)
            (await fleet.ScrapeAsync(Start.AddMinutes(round), kept, default)).ShouldBe(1);

        var verdict = fleet.Judge(View(120), default);

        verdict.Nodes.Select(n => (n.Name, n.Worst)).ShouldBe([("leaking", Outcome.Broken), ("absent", Outcome.NotMeasured)]);
        verdict.Nodes[0].Facts["region"].ShouldBe("eu");
        page.Asked.Count.ShouldBe(120);
        page.Asked.ShouldAllBe(r => r.StartsWith("GET /metrics HTTP", StringComparison.Ordinal));
        // What was kept is judged alike.
        var found = FoundFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(kept.ToString())), "kept", new Dictionary<string, string>());
        GrowingNode.Judged(found).Nodes.ShouldHaveSingleItem().Verdicts[0].Value.ShouldBe(verdict.Nodes[0].Verdicts[0].Value);
    }

    [Test]
    public async Task Rounds_that_a_node_missed_are_missing_time()
    {
        var asked = 0;
        var grows = Grows();
        using var page = new PageServer(r => ++asked is > 40 and < 80 ? (503, "") : grows(r));
        using var fleet = Fleet($$"""{ "nodes": [ { "name": "a", "url": "{{page.Url}}" } ] }""");
        for (var round = 0; round < 120; round++)
            await fleet.ScrapeAsync(Start.AddMinutes(round), null, default);

        fleet.Judge(View(120), default).Nodes[0].Worst.ShouldBe(Outcome.Inconclusive);
    }

    [Test]
    public async Task What_is_forgotten_is_no_longer_judged()
    {
        using var page = new PageServer(Grows());
        using var fleet = Fleet($$"""{ "nodes": [ { "name": "a", "url": "{{page.Url}}" } ] }""");
        for (var round = 0; round < 30; round++)
            await fleet.ScrapeAsync(Start.AddMinutes(round), null, default);
        var before = fleet.Points;

        fleet.Forget(Start.AddMinutes(20));

        fleet.Points.ShouldBe(before / 3);
        fleet.Judge(View(30), default).Nodes[0].Lives[0].From.ShouldBe(Start.AddMinutes(20));
    }

    [Test]
    public async Task A_node_is_entered_by_its_own_access_and_others_by_none()
    {
        using var entered = new PageServer(Grows());
        using var open = new PageServer(Grows());
        using var fleet = Fleet($$"""
            { "nodes": [ { "name": "a", "url": "{{entered.Url}}", "access": "EU" }, { "name": "b", "url": "{{open.Url}}" } ] }
            """, ("WESMEMGUARD_FLEET_EU_TOKEN", "t0ken"), ("WESMEMGUARD_FLEET__TOKEN", "other"));

        (await fleet.ScrapeAsync(Start, null, default)).ShouldBe(2);

        fleet.Secrets.ShouldBe(["t0ken"]);
        entered.Asked.ShouldHaveSingleItem().ShouldContain("Authorization: Bearer t0ken");
        open.Asked.ShouldHaveSingleItem().ShouldNotContain("Authorization");
    }

    [Test]
    public async Task A_page_that_is_none_or_endless_is_no_answer()
    {
        using var html = new PageServer(_ => (200, "<html>"));
        using var large = new PageServer(_ => (200, new string('#', 17 * 1024 * 1024)));
        using var fleet = Fleet($$"""{ "nodes": [ { "name": "a", "url": "{{html.Url}}" }, { "name": "b", "url": "{{large.Url}}" } ] }""");

        (await fleet.ScrapeAsync(Start, null, default)).ShouldBe(0);

        fleet.Points.ShouldBe(0);
    }

    private static FleetView View(int minutes) => new("budget.json", "x") { Until = Start.AddMinutes(minutes) };

    /// <summary>Pages of a node that grows by 40 MiB an hour, a minute apart.</summary>
    private static Func<string, (int Status, string Body)> Grows()
    {
        var round = 0;
        return _ =>
        {
            var live = (200L << 20) + (round * (40L << 20) / 60);
            var at = GrowingNode.Start + (60L * round++);
            return (200, string.Create(CultureInfo.InvariantCulture, $"""
                # HELP go_goroutines Number of goroutines.
                go_goroutines 12
                go_gc_duration_seconds_count {100 + round}
                go_memstats_next_gc_bytes {2 * live}
                go_memstats_last_gc_time_seconds {at - 1}
                go_memstats_heap_alloc_bytes {live + 1000}
                go_memstats_alloc_bytes_total {1e10 + (1e8 * round)}
                go_gc_gogc_percent 100
                process_start_time_seconds {GrowingNode.Start - 86400}

                """));
        };
    }

    private static ScrapedFleet Fleet(string inventory, params (string Name, string Value)[] variables) => new(
        InventoryFile.Read(Encoding.UTF8.GetBytes(inventory), "fleet.json"),
        BudgetFile.Read("""{ "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } ] }"""u8.ToArray(),
            "budget.json"),
        variables.ToDictionary(v => v.Name, v => v.Value), new Dictionary<string, string>());
}
