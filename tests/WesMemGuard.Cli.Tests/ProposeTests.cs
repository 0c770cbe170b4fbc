namespace WesMemGuard.Cli.Tests;

internal sealed class ProposeTests
{
    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task A_budget_is_written_the_run_keeps_it_and_a_planted_leak_breaks_it()
    {
        (await _tool.RunAsync("propose", RepositoryFolder.Recording("live-heap-idle"), "-o", "budget.json")).ShouldBe(0,
            _tool.Error);

        _tool.Out.ShouldContain("process liveHeap growthPerHour <= ");
        _tool.Lines[^1].ShouldBe("written to budget.json");
        (await _tool.RunAsync("judge", RepositoryFolder.Recording("live-heap-idle"), "--budget",
            "budget.json")).ShouldBe(0);
        (await _tool.RunAsync("judge", RepositoryFolder.Recording("live-heap-planted-ispc-12"), "--budget",
            "budget.json")).ShouldBe(1);

        var written = await File.ReadAllTextAsync(Path.Combine(_tool.Folder.Path, "budget.json"));
        (await _tool.RunAsync("propose", RepositoryFolder.Recording("live-heap-idle"), "-o",
            "budget.json")).ShouldBe(0);
        _tool.Lines[^2].ShouldStartWith("0 new, 0 tightened, 0 loosened, ");
        File.ReadAllLines(Path.Combine(_tool.Folder.Path,
            "budget.json")).Where(l => !l.Contains("//", StringComparison.Ordinal))
            .ShouldBe(written.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.Contains("//", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Scripts_are_told_the_same()
    {
        (await _tool.RunAsync("propose", RepositoryFolder.Recording("live-heap-idle"), "--json")).ShouldBe(0);

        using var json = System.Text.Json.JsonDocument.Parse(_tool.Out);
        var first = json.RootElement.GetProperty("limits")[0];
        first.GetProperty("metric").GetString().ShouldBe("liveHeap");
        first.GetProperty("change").GetString().ShouldBe("added");
        first.GetProperty("bound").GetDouble().ShouldBeGreaterThan(first.GetProperty("needed").GetDouble());
        first.GetProperty("reasonId").GetString().ShouldBe("proposal.added");
    }

    [Test]
    public async Task Bad_input_is_told_with_its_place()
    {
        _tool.Folder.Write("wrong.json", "{ \"limits\": [] }");

        (await _tool.RunAsync("propose", "nowhere")).ShouldBe(4);
        (await _tool.RunAsync("propose", RepositoryFolder.Recording("idle"), "--budget", "wrong.json")).ShouldBe(4);
        (await _tool.RunAsync("propose")).ShouldBe(64);

        _tool.Error.ShouldContain("nowhere: is not there\n");
        _tool.Error.ShouldContain("wrong.json:1:13");
    }
}
