using System.Text.Json.Nodes;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Tests;

internal sealed class DiagnoseTests
{
    [Test]
    public async Task A_recording_is_diagnosed_with_its_certainty_evidence_and_steps()
    {
        using var tool = new Tool();

        (await tool.RunAsync("diagnose", RepositoryFolder.Recording("rest-disabled"))).ShouldBe(ExitCodes.NotMeasured);

        tool.Out.ShouldContain("1. the memory endpoint is off");
        tool.Out.ShouldContain("shown by the figures (rest-off)");
        tool.Out.ShouldContain("49 of 49 requests for /api/v1/system/memory answered 404");
        tool.Out.ShouldContain("\"api.http_enable_rest\": true");
    }

    [Test]
    public async Task In_Chinese_the_words_are_Chinese_and_figures_and_names_stay()
    {
        using var tool = new Tool();

        (await tool.RunAsync("diagnose", Path.Combine(RepositoryFolder.Recording("cycles-transfers"), "logs"), "--lang",
            "zh"))
            .ShouldBe(ExitCodes.Broken);

        tool.Out.ShouldContain("1. 交易池的队列保留了已确认的交易");
        tool.Out.ShouldContain("queueLen 336");
        tool.Out.ShouldContain("日志中看不到");
    }

    [Test]
    public async Task Json_is_one_object_with_the_findings_and_what_is_not_visible()
    {
        using var tool = new Tool();

        (await tool.RunAsync("diagnose", Path.Combine(RepositoryFolder.Recording("many-clients"), "logs"), "--json"))
            .ShouldBe(ExitCodes.Inconclusive);

        var json = JsonNode.Parse(tool.Lines.ShouldHaveSingleItem())!;
        json["findings"]!.AsArray().ShouldBeEmpty();
        ((string?)json["outcome"]).ShouldBe("inconclusive");
        ((string?)json["undecided"]![0]!["metric"]).ShouldBe("liveHeap");
        json["notVisible"]!.AsArray().Select(n => (string?)n!["problem"]).ShouldContain("rate-limiter-map");
    }

    [Test]
    public async Task A_module_shows_what_is_known_and_what_the_run_shows_of_it()
    {
        using var tool = new Tool();

        (await tool.RunAsync("diagnose", "mempool.txpool",
            RepositoryFolder.Recording("cycles-pool-flood"))).ShouldBe(ExitCodes.Held);

        tool.Out.ShouldContain("confirmed ones stay in the priority queue");
        tool.Out.ShouldContain("10,000 transactions");
        tool.Out.ShouldContain("objects 0 -> 360");
        tool.Out.ShouldContain("allocator  0.79 MiB txpool.(*TxPool).savePoolState");
        tool.Out.ShouldContain("txpool.(*TxPool).maintenanceLoop");
        tool.Out.ShouldContain("txpool/txpool.go:2381");
    }

    [Test]
    public async Task A_problem_of_one_recording_alone_is_asked_for_by_its_name()
    {
        using var tool = new Tool();

        (await tool.RunAsync("diagnose", "block-cache",
            Path.Combine(RepositoryFolder.Recording("stalled-chain"), "logs")))
            .ShouldBe(ExitCodes.Held);

        tool.Out.ShouldContain("(block-cache)");
        tool.Out.ShouldNotContain("chain-stuck)");
    }

    [TestCase("mempol", "mempool.txpool")]
    [TestCase("pool-not-draind", "pool-not-drained")]
    [TestCase("block.bilder", "block")]
    public async Task An_unknown_name_is_wrong_usage_with_the_nearest_and_all_that_exist(string given, string nearest)
    {
        using var tool = new Tool();

        (await tool.RunAsync("diagnose", given)).ShouldBe(ExitCodes.Usage);

        tool.Error.ShouldContain($"\"{nearest}\"?");
        tool.Error.ShouldContain("chain-stuck");
        tool.Error.ShouldContain("resourcesvc.view");
    }

    [Test]
    public async Task A_path_that_is_not_there_is_bad_input_and_a_node_that_does_not_answer_is_none()
    {
        using var tool = new Tool();

        (await tool.RunAsync("diagnose", "absent/recording")).ShouldBe(ExitCodes.BadInput);
        (await tool.RunAsync("diagnose", "--url", "http://127.0.0.1:1", "--for", "0s")).ShouldBe(ExitCodes.NoNode);
        (await tool.RunAsync("diagnose", "--url", "http://127.0.0.1:1", "--for", "soon")).ShouldBe(ExitCodes.BadInput);
        (await tool.RunAsync("diagnose", RepositoryFolder.Recording("idle"), "--url",
            "http://127.0.0.1:1")).ShouldBe(ExitCodes.Usage);
        tool.Error.ShouldContain("nobody answered");
    }
}
