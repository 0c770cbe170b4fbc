namespace WesMemGuard.Cli.Tests;

internal sealed class SelfTestVerbTests
{
    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task A_quiet_recording_passes_and_both_messages_are_shown()
    {
        (await _tool.RunAsync("selftest", RepositoryFolder.Recording("live-heap-idle"))).ShouldBe(0);

        _tool.Out.ShouldContain(
            "as it is, liveHeap growthPerHour <= 4.0 MiB must hold: held\n\nliveHeap in scenario \"live-heap-idle\" "
                + "should grow by at most 4.0 MiB/h\n");
        _tool.Out.ShouldContain(
            "with a leak of 12.0 MiB/h put in, it must break: broken\n\nliveHeap in scenario \"live-heap-idle + 12.0 "
                + "MiB/h\" should grow by at most 4.0 MiB/h\n    but grew by 12");
        _tool.Lines[^1].ShouldBe("selftest passed: 1 of 1 limits held as they are and broke with a leak of 12.0 MiB/h");
        _tool.Error.ShouldBeEmpty();
    }

    [Test]
    public async Task A_recording_with_a_leak_of_its_own_fails_and_says_why()
    {
        (await _tool.RunAsync("selftest", RepositoryFolder.Recording("live-heap-planted-ispc-12"))).ShouldBe(1);

        _tool.Out.ShouldContain("broken as it is: the run has a leak of its own, or the limit is too tight; take a quiet run\n");
        _tool.Lines[^1].ShouldBe("selftest failed: 0 of 1 limits held as they are and broke with a leak of 12.0 MiB/h");
    }

    [Test]
    public async Task A_recording_too_short_is_inconclusive_and_says_what_that_means()
    {
        (await _tool.RunAsync("selftest", RepositoryFolder.Recording("rest-disabled"))).ShouldBe(2);

        _tool.Out.ShouldContain(
            "inconclusive: the run is too short or too noisy to tell such a leak from none, so it proves nothing either way");
        _tool.Lines[^1].ShouldStartWith("selftest could not tell: ");
    }

    [Test]
    public async Task A_budget_and_a_leak_of_ones_own_are_taken()
    {
        _tool.Folder.Write("budget.json", """
            { "warmUp": "2 min", "limits": [
                { "of": "process", "metric": "rss", "peak": "1 GiB" },
                { "of": "process", "metric": "liveHeap", "growthPerHour": "8 MiB" } ] }
            """);

        (await _tool.RunAsync("selftest", RepositoryFolder.Recording("live-heap-idle"), "--budget", "budget.json",
            "--leak", "20 MiB"))
            .ShouldBe(0);
        _tool.Out.ShouldContain("growthPerHour <= 8.0 MiB after 2 min warm-up; ");
        _tool.Lines[^1].ShouldBe("selftest passed: 1 of 1 limits held as they are and broke with a leak of 20.0 MiB/h");
    }

    [Test]
    public async Task Bad_input_exits_with_4()
    {
        _tool.Folder.Write("peak.json", """{ "limits": [ { "of": "process", "metric": "rss", "peak": "1 GiB" } ] }""");

        (await _tool.RunAsync("selftest", "nowhere")).ShouldBe(4);
        (await _tool.RunAsync("selftest", RepositoryFolder.Recording("live-heap-idle"), "--budget",
            "gone.json")).ShouldBe(4);
        (await _tool.RunAsync("selftest", RepositoryFolder.Recording("live-heap-idle"), "--budget",
            "peak.json")).ShouldBe(4);
        (await _tool.RunAsync("selftest", RepositoryFolder.Recording("live-heap-idle"), "--leak", "1 MiB")).ShouldBe(4);

        _tool.Error.ShouldContain("nowhere: is not there\n");
        _tool.Error.ShouldContain("gone.json: is not there\n");
        _tool.Error.ShouldContain("peak.json: contains no growthPerHour of liveHeap");
        _tool.Error.ShouldContain("selftest: a leak of 1.0 MiB/h is not above the limit of 4.0 MiB/h");
        _tool.Out.ShouldBeEmpty();
    }

    [TestCase("selftest")]
    [TestCase("selftest", "a", "b")]
    [TestCase("selftest", "a", "--leak", "12")]
    [TestCase("selftest", "a", "--leak", "0 MiB")]
    [TestCase("selftest", "--bugdet", "a")]
    public async Task Wrong_usage_exits_with_64(params string[] args)
    {
        (await _tool.RunAsync(args)).ShouldBe(64);
        _tool.Error.ShouldContain("See: wesmemguard selftest --help");
        _tool.Out.ShouldBeEmpty();
    }
}
