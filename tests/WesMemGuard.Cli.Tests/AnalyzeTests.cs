using System.Text.Json.Nodes;
using WesMemGuard.Analysis;
using WesMemGuard.Recording;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Tests;

internal sealed class AnalyzeTests
{
    private static SchemaCheck Schema =>
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryFolder.Path,
            "src/WesMemGuard.Cli/Output/analyze.schema.json")))!);

    [Test]
    public async Task A_log_is_pictured_in_accounts_that_add_up_with_modules_and_findings()
    {
        using var tool = new Tool();

        (await tool.RunAsync("analyze",
            Path.Combine(RepositoryFolder.Recording("pool-flood"), "logs"))).ShouldBe(ExitCodes.Held);

        tool.Out.ShouldContain("223.8 MiB  garbage since the last collection");
        tool.Out.ShouldContain("1,198.8 MiB  sum: heap_alloc");
        tool.Out.ShouldContain("modules say 0.15 MiB of themselves: 0.0 % of heap_alloc");
        tool.Out.ShouldContain("the pool is not drained");
        tool.Out.ShouldContain("next: Ask whether it mines");
        tool.Lines.Max(l => l.Length).ShouldBeLessThan(140);
    }

    [TestCase("rest-disabled", ExitCodes.NotMeasured)]
    [TestCase("no-diagnostics", ExitCodes.Held)]
    [TestCase("minimal-mode", ExitCodes.Held)]
    [TestCase("stalled-chain/logs", ExitCodes.Held)]
    public async Task Json_keeps_the_schema(string recording, int code)
    {
        using var tool = new Tool();

        (await tool.RunAsync("analyze", Path.Combine(RepositoryFolder.Scenarios, "_recordings", recording),
            "--json")).ShouldBe(code);

        Schema.Problems(JsonNode.Parse(tool.Lines.ShouldHaveSingleItem())).ShouldBeEmpty();
    }

    [Test]
    public void The_schema_sees_what_is_wrong()
    {
        var wrong =
            JsonNode.Parse("""{"subject":1,"findings":[],"notVisible":[],"moments":[{"when":"once"}],"more":true}""");

        var problems = Schema.Problems(wrong);

        problems.ShouldContain("$: lacks thresholds");
        problems.ShouldContain("$: more is not in the schema");
        problems.ShouldContain("$.subject: is number, needs \"string\"");
        problems.ShouldContain(p => p.StartsWith("$.moments[0].when: once is none of", StringComparison.Ordinal));
    }

    [Test]
    public async Task Every_field_is_explained_and_nothing_else()
    {
        using var tool = new Tool();

        (await tool.RunAsync("analyze", "--explain", "all")).ShouldBe(ExitCodes.Held);

        new AnalysisText(Language.English).Fields.ShouldBe(Schema.Names());
        foreach (var name in Schema.Names())
            tool.Out.ShouldContain($"{name}: ");
    }

    [Test]
    public async Task An_unknown_field_is_wrong_usage_with_the_nearest()
    {
        using var tool = new Tool();

        (await tool.RunAsync("analyze", "--explain", "heap_alloc")).ShouldBe(ExitCodes.Held);
        (await tool.RunAsync("analyze", "--explain", "approx_bytes")).ShouldBe(ExitCodes.Held);
        (await tool.RunAsync("analyze", "--explain", "heapAlock")).ShouldBe(ExitCodes.Usage);

        tool.Error.ShouldContain("Did you mean \"heapAlloc\"?");
    }

    [Test]
    public async Task A_running_node_is_pictured_now_and_repeated_looks_make_one_table_and_one_file()
    {
        var recording = RecordingFolder.Open(RepositoryFolder.Recording("idle"));
        using var server = ReplayServer.Start(recording);
        server.MoveTo(recording.EndedAt);
        using var tool = new Tool();
        var url = server.Address.Http.ToString();

        (await tool.RunAsync("analyze", "--url", url, "--diagnostics-url", url, "--repeat", "3", "--every", "0.05s",
            "-o", "looks.csv"))
            .ShouldBe(ExitCodes.Held);

        tool.Out.ShouldContain("per hour");
        tool.Out.ShouldContain("3 looks are in looks.csv");
        tool.Out.ShouldContain(", now, ");
        tool.Out.ShouldContain("arenas, allocated in advance");
        var csv = await File.ReadAllLinesAsync(Path.Combine(tool.Folder.Path, "looks.csv"));
        csv.Length.ShouldBe(4);
        csv[0].ShouldStartWith("at,rss_bytes,heap_alloc_bytes,live_bytes,goroutines,num_gc,\"block objects\"");
        csv.ShouldAllBe(l => l.Split(',', StringSplitOptions.None).Length == csv[0].Split(',', StringSplitOptions.None).Length);
    }

    [Test]
    public async Task What_does_not_fit_together_is_wrong_usage_and_a_node_that_does_not_answer_is_none()
    {
        using var tool = new Tool();

        (await tool.RunAsync("analyze", RepositoryFolder.Recording("idle"), "--repeat", "3")).ShouldBe(ExitCodes.Usage);
        (await tool.RunAsync("analyze", "--repeat", "1", "--url", "http://127.0.0.1:1")).ShouldBe(ExitCodes.Usage);
        (await tool.RunAsync("analyze", RepositoryFolder.Recording("idle"), "--url",
            "http://127.0.0.1:1")).ShouldBe(ExitCodes.Usage);
        (await tool.RunAsync("analyze", "--url", "http://127.0.0.1:1")).ShouldBe(ExitCodes.NoNode);
        (await tool.RunAsync("analyze", "--url", "nowhere")).ShouldBe(ExitCodes.BadInput);
        (await tool.RunAsync("analyze", "absent")).ShouldBe(ExitCodes.BadInput);
        (await tool.RunAsync("analyze", "--every", "5 years")).ShouldBe(ExitCodes.BadInput);
    }
}
