using System.Text.Json;

namespace WesMemGuard.Cli.Tests;

internal sealed class DiffTests
{
    private const string Planted = "recordExecutionTrace";

    private static readonly string Recording = RepositoryFolder.Recording("planted-ispc-12");

    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task A_recording_names_the_planted_function_first_with_interval_and_share()
    {
        (await _tool.RunAsync("diff", Recording)).ShouldBe(0);

        _tool.Lines[0].ShouldStartWith("heap in use: 2026-11-22 15:43:53Z -> 2026-11-22 17:19:53Z, 96 min; ");
        _tool.Lines[1].ShouldContain("98 % interval");
        _tool.Lines[3].ShouldContain(Planted);
        _tool.Lines[3].ShouldContain("ispc");
        _tool.Lines[3].ShouldContain(" %");
        _tool.Error.ShouldBeEmpty();
    }

    [Test]
    public async Task Json_is_one_object_a_line_with_the_keys_that_scripts_know()
    {
        (await _tool.RunAsync("diff", Recording, "--by", "module", "--json")).ShouldBe(0);

        _tool.Lines.ShouldNotBeEmpty();
        var first = JsonDocument.Parse(_tool.Lines[0]).RootElement;
        first.EnumerateObject().Select(p => p.Name)
            .ShouldBe(["by", "name", "module", "unit", "from", "to", "growth", "low", "high", "share", "seconds"]);
        first.GetProperty("by").GetString().ShouldBe("module");
        first.GetProperty("name").GetString().ShouldBe("ispc");
        first.GetProperty("unit").GetString().ShouldBe("bytes");
        var perHour = first.GetProperty("seconds").GetDouble() / 3600 * 12 * 1024 * 1024;
        first.GetProperty("low").GetDouble().ShouldBeLessThan(perHour);
        first.GetProperty("high").GetDouble().ShouldBeGreaterThan(perHour);
    }

    [Test]
    public async Task Folded_stacks_end_in_a_positive_number()
    {
        (await _tool.RunAsync("diff", Recording, "--folded")).ShouldBe(0);

        _tool.Lines.ShouldNotBeEmpty();
        _tool.Lines.ShouldAllBe(l => long.Parse(l.Substring(l.LastIndexOf(' ') + 1)) > 0);
        _tool.Lines.ShouldContain(l => l.Contains(Planted) && l.Contains(';'));
    }

    [Test]
    public async Task Goroutines_are_counted_without_an_interval()
    {
        (await _tool.RunAsync("diff", RepositoryFolder.Recording("planted-api-goroutines"), "--kind",
            "goroutine")).ShouldBe(0);

        _tool.Lines[0].ShouldStartWith("goroutines: ");
        _tool.Lines[1].ShouldNotContain("interval");
        _tool.Lines[3].ShouldContain("trackCallerWait");
    }

    [Test]
    public async Task Two_profiles_are_compared_in_the_order_given_and_backwards_is_refused()
    {
        var (from, to) = (Path.Combine(Recording, "profiles", "00900-heap.pb.gz"), Path.Combine(Recording, "profiles",
            "end-heap.pb.gz"));
        (await _tool.RunAsync("diff", from, to, "--by", "package")).ShouldBe(0);
        _tool.Lines[1].ShouldContain("package");
        _tool.Out.ShouldContain("internal/core/ispc");

        (await _tool.RunAsync("diff", to, from)).ShouldBe(4);
        _tool.Error.ShouldContain("not of one process, or not in order");
    }

    [Test]
    public async Task A_phase_takes_the_profiles_around_it()
    {
        (await _tool.RunAsync("diff", RepositoryFolder.Recording("transfers"), "--phase", "transfers")).ShouldBe(0);
        _tool.Lines[0].ShouldContain("2026-11-22 15:40:17Z -> 2026-11-22 16:19:17Z, 39 min");
    }

    [TestCase("--phase", "nowhere", "there is no phase \"nowhere\". The recording has: idle")]
    [TestCase("--phase", "idl", "did you mean \"idle\"?")]
    public async Task An_unknown_phase_is_bad_input(string option, string value, string message)
    {
        (await _tool.RunAsync("diff", Recording, option, value)).ShouldBe(4);
        _tool.Error.ShouldContain(message);
    }

    [Test]
    public async Task What_is_not_there_or_no_profile_is_bad_input()
    {
        _tool.Folder.Write("a.pb.gz", "no profile");
        _tool.Folder.Write("b.pb.gz", "");

        (await _tool.RunAsync("diff", "nowhere")).ShouldBe(4);
        _tool.Error.ShouldContain("nowhere: is not there");
        (await _tool.RunAsync("diff", "a.pb.gz", "b.pb.gz")).ShouldBe(4);
        _tool.Error.ShouldContain("a.pb.gz: can't be read as a profile: Profile, line 1");
        _tool.Out.ShouldBeEmpty();
    }

    [Test]
    public async Task A_recording_without_profiles_is_bad_input()
    {
        (await _tool.RunAsync("diff", RepositoryFolder.Recording("no-diagnostics"))).ShouldBe(4);
        _tool.Error.ShouldContain("heap profile");
    }

    [Test]
    public async Task Profiles_of_two_processes_are_refused()
    {
        (await _tool.RunAsync("diff", RepositoryFolder.Recording("restarts"))).ShouldBe(4);
        _tool.Error.ShouldContain("not of one process");
    }

    [TestCase("diff")]
    [TestCase("diff", "one.pb.gz")]
    [TestCase("diff", "a", "b", "c")]
    [TestCase("diff", "a", "--by", "line")]
    [TestCase("diff", "a", "--kind", "allocs")]
    [TestCase("diff", "a", "--json", "--folded")]
    [TestCase("diff", "a.pb.gz", "b.pb.gz", "--phase", "x")]
    [TestCase("diff", "--foldd", "a")]
    public async Task Wrong_usage_exits_with_64(params string[] args)
    {
        (await _tool.RunAsync(args)).ShouldBe(64);
        _tool.Error.ShouldContain("See: wesmemguard diff --help");
    }

    [Test]
    public async Task Help_shows_an_example()
    {
        (await _tool.RunAsync("diff", "--help")).ShouldBe(0);
        _tool.Out.ShouldContain("wesmemguard diff scenarios/_recordings/transfers --phase transfers --by module");
    }

    [Test]
    public async Task The_next_line_of_a_broken_limit_works_when_pasted()
    {
        var scenario = _tool.Folder.Scenario("planted", "live-heap-planted-ispc-12", """
            { "warmUp": "1 min", "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } ] }
            """);
        (await _tool.RunAsync("run", scenario)).ShouldBe(1);

        var next = _tool.Lines.Single(l => l.StartsWith("  next       ", StringComparison.Ordinal)).Trim()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        next[1].ShouldBe("wesmemguard");
        var before = _tool.Lines.Length;
        (await _tool.RunAsync(next[2..])).ShouldBe(0);
        string.Join('\n', _tool.Lines[before..]).ShouldContain(Planted);
    }
}
