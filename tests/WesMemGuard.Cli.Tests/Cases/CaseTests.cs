using System.Text.Json;

namespace WesMemGuard.Cli.Tests.Cases;

/// <summary>Every file of <c>tests/Cases</c> through the verbs that it once misled.</summary>
internal sealed class CaseTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "tests", "Cases");

    private static readonly string[] Profiles = ["big-after", "big-before", "delta-hang", "empty", "go-heap-gc1", "go-heap-seconds5",
        "one-type-a", "one-type-b"];

    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    private static IEnumerable<string> Dumps =>
        Directory.EnumerateFiles(Path.Combine(Folder, "goroutines")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    [Test]
    public void No_case_lies_there_untested()
    {
        Entries("").ShouldBe(["README.md", "goroutines", "live", "profiles", "series"]);
        Dumps.Count().ShouldBe(5);
        Entries("live").Where(n => !n.EndsWith(".json", StringComparison.Ordinal))
            .ShouldBe(["cut-short", "dead-at-end", "full", "killed-under-load"]);
        Entries("profiles").ShouldBe(Profiles.Select(p => p + ".pb.gz"));
        Entries("series").ShouldBe(["csv-nan.csv", "grafana.csv", "openmetrics-backfill.txt", "prom-range.json"]);

        static IEnumerable<string> Entries(string folder) => Directory.EnumerateFileSystemEntries(Path.Combine(Folder, folder))
            .Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);
    }

    [Test]
    public async Task Bytes_a_transfer_are_those_of_the_goal_of_forced_collections()
    {
        var verdicts = await JudgedAsync("live/full", Budget("live/full"), 0);

        var transfer = verdicts[0];
        transfer.GetProperty("limit").GetString().ShouldBe("growthPer");
        transfer.GetProperty("evidence").GetString().ShouldBe("gc=1");
        transfer.GetProperty("value").GetDouble().ShouldBeInRange(8.1, 9.1); // KiB; 8.6 is the slope of next_gc over the whole load
        transfer.GetProperty("low").GetDouble().ShouldBeGreaterThan(0);
        verdicts.Select(v => v.GetProperty("outcome").GetString()).ShouldBe(["held", "held", "held", "held"]);
    }

    [TestCase("live/dead-at-end", 5, "the node is gone at the end")]
    [TestCase("live/cut-short", 2, "has no end")]
    [TestCase("live/killed-under-load", 2, "the process changed")]
    public async Task A_run_whose_end_or_middle_is_missing_keeps_nothing(string recording, int exit, string why)
    {
        var verdicts = await JudgedAsync(recording, Budget(recording), exit);

        verdicts.Count.ShouldBeGreaterThanOrEqualTo(3);
        verdicts.ShouldAllBe(v => v.GetProperty("outcome").GetString() == "inconclusive");
        verdicts.ShouldAllBe(v => v.GetProperty("reason").GetString()!.Contains(why, StringComparison.Ordinal));
    }

    [TestCase("live/dead-at-end", 2)]
    [TestCase("live/cut-short", 2)]
    [TestCase("live/killed-under-load", 1)] // harm: the process was replaced
    public async Task No_diagnosis_says_that_all_is_well(string recording, int exit)
    {
        (await _tool.RunAsync("diagnose", At(recording))).ShouldBe(exit, _tool.Out + _tool.Error);

        _tool.Out.ShouldContain("growth can't be told");
    }

    [TestCase("delta-hang")]
    [TestCase("go-heap-seconds5")]
    [CancelAfter(20_000)]
    public async Task A_delta_profile_is_refused(string name)
    {
        (await DiffAsync(name, name)).ShouldBe(4);

        _tool.Error.ShouldContain("a delta profile");
    }

    [Test]
    public async Task A_delta_profile_in_a_recording_is_left_out_and_that_is_said()
    {
        var copy = Path.Combine(_tool.Folder.Path, "recording");
        Copy(RepositoryFolder.Recording("live-heap-planted-event-12-fine"), copy);
        File.Copy(At("profiles/go-heap-seconds5.pb.gz"), Path.Combine(copy, "profiles", "00060-heap.pb.gz"), overwrite: true);
        _tool.Folder.Write("budget.json",
            """{ "limits": [ { "of": "event", "metric": "measuredBytes", "growthPerHour": "4 MiB" } ] }""");

        await _tool.RunAsync("judge", "recording", "--budget", "budget.json");

        _tool.Out.ShouldContain("1 of 7 heap profiles can't be read");
        _tool.Out.ShouldContain("4 heap profiles, 180 s apart");
    }

    [TestCase("big-before", "big-after", "2.00 MiB -> 38.50 MiB", "main.leak")]
    [TestCase("one-type-a", "one-type-b", "1.00 MiB -> 9.00 MiB", "main.leak")]
    [TestCase("empty", "empty", "0.00 MiB -> 0.00 MiB", "nothing changed")]
    [TestCase("go-heap-gc1", "go-heap-gc1", "75.24 MiB -> 75.24 MiB", "nothing changed")]
    public async Task Whole_profiles_are_read_whatever_they_hold(string before, string after, string head, string said)
    {
        (await DiffAsync(before, after)).ShouldBe(0, _tool.Error);

        _tool.Out.ShouldContain(head);
        _tool.Out.ShouldContain(said);
    }

    [TestCaseSource(nameof(Dumps))]
    public async Task A_dump_of_one_goroutine_is_read(string name)
    {
        (await _tool.RunAsync("diff", At("goroutines/" + name), At("goroutines/" + name))).ShouldBe(0, _tool.Error);

        _tool.Out.ShouldContain("; 1 -> 1\n");
        _tool.Out.ShouldContain("nothing changed");
    }

    [TestCase("prom-range.json", "liveHeap", "4 MiB", 1, "broken", 40)]
    [TestCase("openmetrics-backfill.txt", "liveHeap", "4 MiB", 1, "broken", 40)]
    [TestCase("grafana.csv", "goroutines", "10", 0, "held", 0)]
    [TestCase("csv-nan.csv", "liveHeap", "4 MiB", 2, "inconclusive", 20)]
    public async Task An_exported_series_is_judged(string file, string metric, string most, int exit, string outcome, double hourly)
    {
        var bound = metric == "liveHeap" ? $"\"{most}\"" : most;
        var verdict = (await JudgedAsync("series/" + file,
            $$"""{ "warmUp": "0 s", "limits": [ { "of": "process", "metric": "{{metric}}", "growthPerHour": {{bound}} } ] }""", exit))
            .ShouldHaveSingleItem();

        verdict.GetProperty("outcome").GetString().ShouldBe(outcome);
        verdict.GetProperty("value").GetDouble().ShouldBe(hourly, 0.1);
        if (outcome == "inconclusive")
            verdict.GetProperty("reason").GetString()!.ShouldContain("23 of 119 samples of /metrics are missing");
    }

    private static string At(string name) => Path.Combine(Folder, name.Replace('/', Path.DirectorySeparatorChar));

    private static string Budget(string recording) => File.ReadAllText(At(recording + ".budget.json"));

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copied = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copied)!);
            File.Copy(file, copied);
        }
    }

    private Task<int> DiffAsync(string before, string after) =>
        _tool.RunAsync("diff", At($"profiles/{before}.pb.gz"), At($"profiles/{after}.pb.gz"));

    private async Task<List<JsonElement>> JudgedAsync(string input, string budget, int exit)
    {
        _tool.Folder.Write("budget.json", budget);
        (await _tool.RunAsync("judge", At(input), "--budget", "budget.json", "--json")).ShouldBe(exit, _tool.Out + _tool.Error);
        return [.. JsonDocument.Parse(_tool.Lines.ShouldHaveSingleItem()).RootElement.GetProperty("verdicts").EnumerateArray()];
    }
}
