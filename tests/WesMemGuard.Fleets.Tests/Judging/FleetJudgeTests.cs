using System.Text;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Verdicts;
using static WesMemGuard.Fleets.Tests.GrowingNode;

namespace WesMemGuard.Fleets.Tests.Judging;

/// <summary>What happens to processes of a fleet: restarts, gaps, nodes that go, two under one label.</summary>
internal sealed class FleetJudgeTests
{
    [Test]
    public void A_leak_before_a_restart_is_found_and_the_restart_is_told()
    {
        var node = Judge(Lines(40,
            (at, goal) => at < Start + 5400 ? $"{at},{goal},1000" : $"{at},{200 * 1024 * 1024},{Start + 5395}"));

        node.Restarts.ShouldBe(1);
        node.Lives.Count.ShouldBe(2);
        ShouldBeBroken(node.Verdicts[0]);
    }

    [Test]
    public void A_node_holds_only_when_each_of_its_lives_does()
    {
        var node = Judge(Restarted(at => at < Start + 6900));

        node.Lives[0].Verdict.Worst.ShouldBe(Outcome.Held);
        node.Worst.ShouldBe(Outcome.Inconclusive); // the second life is five minutes old
    }

    [Test]
    public void Two_processes_under_one_label_are_no_restarts_and_never_hold()
    {
        var node = Judge(Lines(0.1, (at, goal) => $"{at},{goal},{(at / 60 % 2 == 0 ? 1000 : 2000)}"));

        node.Restarts.ShouldBe(0);
        node.Worst.ShouldBe(Outcome.Inconclusive);
    }

    [Test]
    public void A_scrape_that_a_server_repeats_between_two_is_one()
    {
        var rows = GrowingNode.Lines(40, (at, goal) => $"{at},{goal},{at * 1000}\n{at + 30},{goal},{at * 1000}");

        var node = Judged(Read("t,next_gc,alloc_total\n" + rows)).Nodes.Single();

        ShouldBeBroken(node.Verdicts[0]);
    }

    [Test]
    public void A_gap_in_the_scrapes_never_holds()
    {
        var text = string.Concat(Lines(0.1, (at, goal) => at is > Start + 3000 and < Start + 3600
            ? "" : $"{at},{goal},1000")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l + "\n"));

        Judge(text).Worst.ShouldBe(Outcome.Inconclusive);
    }

    [Test]
    public void A_node_that_went_before_the_others_is_gone_and_does_not_hold()
    {
        var gone = string.Concat(Points(0.1).Take(60).Select(p => $"{p.At},gone,{p.Goal}\n"));
        var fleet = Judged(Read("t,node,next_gc\n" + Lines(0.1, (at, goal) => $"{at},there,{goal}") + gone));

        Of(fleet, "there").Outcome.ShouldBe(Outcome.Held);
        fleet.Nodes.Single(n => n.Name == "gone").Gone.ShouldNotBeNull();
        Of(fleet, "gone").Outcome.ShouldBe(Outcome.Inconclusive);
        fleet.ExitCode.ShouldBe(ExitCodes.Inconclusive);
    }

    private static string Lines(double growth, Func<long, long, string> line) => GrowingNode.Lines(growth, line);

    private static string Restarted(Func<long, bool> isFirst) => Lines(0.1, (at, goal) =>
        $"{at},{goal},{(isFirst(at) ? 1000 : 1_795_006_895)}");

    private static NodeVerdict Judge(string rows) => Judged(Read("t,next_gc,start_time\n" + rows)).Nodes.Single();

    private static Fleets.Series.FleetSeries Read(string text) =>
        FoundFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "file.csv", new Dictionary<string, string>());
}
