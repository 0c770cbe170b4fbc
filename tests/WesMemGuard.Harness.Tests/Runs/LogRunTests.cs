using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Runs;

/// <summary>A log stands wherever a recording stands.</summary>
internal sealed class LogRunTests
{
    private const string Budget = """
        { "limits": [
          { "of": "process", "metric": "rss", "phase": "idle", "peak": "256 MiB" },
          { "of": "process", "metric": "goroutines", "peak": 100 }
        ] }
        """;

    private TemporaryFolder _folder = null!;

    private static string Logs(string recording) => Path.Combine(RepositoryFolder.Recording(recording), "logs");

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task A_scenario_takes_a_log_and_its_stored_run_is_told_in_the_same_words()
    {
        _folder.Write("breaks-x/scenario.json", $$"""{ "recording": "{{Logs("idle").Replace('\\', '/')}}" }""");
        _folder.Write("breaks-x/budget.json", Budget);
        var scenario = Suite.Find(["breaks-x"], _folder.Path, []).Scenarios.ShouldHaveSingleItem();

        var result = await ScenarioRun.RunAsync(scenario,
            new RunOptions(Path.Combine(_folder.Path, "runs"), 1, TimeSpan.FromMinutes(2)), default);

        result.BadInput.ShouldBeNull();
        result.Verdict!.Verdicts.Select(v => v.Outcome).ShouldBe([Outcome.Held, Outcome.Broken]);
        result.Run!.Header.Origin.ShouldBe(RunOrigin.Log);
        var stored = await Judge($"runs/{result.Run.Header.Id}", "breaks-x/budget.json");
        stored.Verdict!.Verdicts.Select(v => v.Message).ShouldBe(result.Verdict.Verdicts.Select(v => v.Message));
    }

    [Test]
    public async Task A_folder_a_file_and_plain_text_give_the_same_verdicts_with_the_phases_beside()
    {
        var logs = Logs("idle");
        var plain = Path.Combine(_folder.Path, "plain", "stored.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(plain)!);
        await using (var gz = new GZipStream(File.OpenRead(Path.Combine(logs, "node-system.log.gz")), CompressionMode.Decompress))
        await using (var text = File.Create(plain))
            await gz.CopyToAsync(text);
        File.Copy(Path.Combine(logs, "../phases.jsonl"), Path.Combine(_folder.Path, "plain", "phases.jsonl"));
        _folder.Write("budget.json", Budget);

        foreach (var path in new[] { logs, Path.Combine(logs, "node-system.log.gz"), plain })
        {
            var judged = await Judge(path, "budget.json");
            judged.Error.ShouldBeNull(path);
            judged.Verdict!.Verdicts.Select(v => v.Outcome).ShouldBe([Outcome.Held, Outcome.Broken], path);
        }
    }

    [Test]
    public async Task A_phase_that_does_not_lie_beside_the_log_is_bad_input()
    {
        File.Copy(Path.Combine(Logs("idle"), "node-system.log.gz"), Path.Combine(_folder.Path, "node-system.log.gz"));
        _folder.Write("budget.json", Budget);

        var judged = await Judge(_folder.Path, "budget.json");

        judged.ExitCode.ShouldBe(ExitCodes.BadInput);
        judged.Error!.In(Language.English).ShouldContain("idle");
    }

    [Test]
    public async Task A_recording_with_logs_in_it_stays_a_recording()
    {
        LogRun.IsAt(RepositoryFolder.Recording("rest-disabled")).ShouldBeFalse();
        LogRun.IsAt(Logs("rest-disabled")).ShouldBeTrue();
        (await RunSource.OpenAsync(Logs("rest-disabled"), "x", TimeSpan.FromMinutes(2), default)).Run.Header.Name.ShouldBe("rest-disabled");
    }

    [TestCase("{\"level\":\"info\",\"timestamp\":\"2026-01-02T03:04:05Z\",\"message\":\"x\"}\n", true)]
    [TestCase("noise\n{\"level\":\"warn\",\"msg\":\"x\"}\n", true)]
    [TestCase("{\"at\":\"2026-01-02T03:04:05Z\",\"heap_alloc\":1}\n", false)]
    [TestCase("at,heap_alloc\n2026-01-02T03:04:05Z,1\n", false)]
    [TestCase("", false)]
    public void A_file_of_another_name_is_a_log_by_its_lines(string text, bool isLog)
    {
        LogRun.IsAt(_folder.Write("some.txt", text)).ShouldBe(isLog);
        LogRun.IsAt(Packed("some.gz", text)).ShouldBe(isLog);
    }

    [Test]
    public void What_cannot_be_inflated_is_no_log_by_its_lines_and_nothing_is_none()
    {
        var path = Path.Combine(_folder.Path, "damaged.gz");
        File.WriteAllBytes(path, [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

        LogRun.IsAt(path).ShouldBeFalse();
        LogRun.IsAt(Path.Combine(_folder.Path, "absent")).ShouldBeFalse();
        LogRun.IsAt(_folder.Path).ShouldBeFalse();
    }

    [Test]
    public async Task Torn_phases_are_told_and_unreadable_ones_are_refused()
    {
        var folder = _folder.Write("logs/node-system.log",
            "{\"level\":\"info\",\"timestamp\":\"2026-01-02T03:04:05Z\",\"message\":\"x\"}\n");
        var whole = (await File.ReadAllLinesAsync(Path.Combine(RepositoryFolder.Recording("idle"), "phases.jsonl")))[0];

        _folder.Write("phases.jsonl", whole + "\n" + whole[..30]);
        var torn = await LogRun.ReadAsync([folder], default);
        torn.Run.Phases.ShouldHaveSingleItem().Name.ShouldBe("idle");
        torn.Run.Events.ShouldContain(e => e.Name == "torn");

        _folder.Write("phases.jsonl", "{\"phase\": 1}\n" + whole + "\n");
        (await Should.ThrowAsync<BadInputException>(() => LogRun.ReadAsync([folder], default))).Message.ShouldContain("phases.jsonl:1:");
    }

    [TestCase(-30, 30, Outcome.Inconclusive, LossKind.EarlierGone)]
    [TestCase(5, 90, Outcome.Inconclusive, LossKind.NoEnd)]
    [TestCase(0.5, 29.5, Outcome.Held, null)]
    public async Task A_phase_that_reaches_beyond_the_log_was_not_seen_whole(double from, double to, Outcome outcome, LossKind? loss)
    {
        var start = new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);
        string At(double minute) => start.AddMinutes(minute).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var log = _folder.Write("logs/node-system.log", string.Concat(Enumerable.Range(0, 181).Select(i => Sample(At(i / 6.0)))));
        _folder.Write("phases.jsonl", $$"""
            {"phase":"load","kind":"idle","startedAt":"{{At(from)}}","endedAt":"{{At(to)}}","sent":0,"ok":0,"limited":0,"failed":0}
            """ + "\n");
        _folder.Write("b.json", """{ "limits": [ { "of": "process", "metric": "rss", "peak": "512 MiB" } ] }""");

        var judged = await Judge(log, "b.json");

        var verdict = judged.Verdict.ShouldNotBeNull(judged.Error?.In(Language.English) ?? "").Verdicts.ShouldHaveSingleItem();
        verdict.Outcome.ShouldBe(outcome, verdict.Reason.In(Language.English));
        judged.Verdict!.Losses.Select(l => (LossKind?)l.Loss.Kind).DefaultIfEmpty().ShouldBe([loss]);
    }

    [TestCase(7, true, Outcome.Held)]
    [TestCase(400, true, Outcome.Inconclusive)]
    [TestCase(400, false, Outcome.Held)]
    public async Task A_log_whose_first_rotations_are_gone_was_not_seen_whole(int collections, bool isRotated, Outcome outcome)
    {
        var start = new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);
        string Line(int i) =>
            Sample(start.AddSeconds(10 * i).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), collections);
        _folder.Write("logs/node-system.log", string.Concat(Enumerable.Range(90, 90).Select(Line)));
        if (isRotated)
            _folder.Write("logs/node-system-2026-01-02T03-15-00.000.log", string.Concat(Enumerable.Range(0, 90).Select(Line)));
        _folder.Write("b.json", """{ "limits": [ { "of": "process", "metric": "rss", "peak": "512 MiB" } ] }""");

        var judged = (await Judge(Path.Combine(_folder.Path, "logs"), "b.json")).Verdict.ShouldNotBeNull();

        judged.Verdicts.ShouldHaveSingleItem().Outcome.ShouldBe(outcome, judged.Verdicts[0].Reason.In(Language.English));
        judged.Losses.Select(l => l.Loss.Kind).ShouldBe(outcome == Outcome.Held ? [] : [LossKind.EarlierGone]);
    }

    private static string Sample(string time, int collections = 100) => new JsonObject
    {
        ["level"] = "info",
        ["timestamp"] = time,
        ["caller"] = "metrics/memory_doctor.go:283",
        ["message"] = "memory_sample",
        ["module"] = "metrics",
        ["time"] = time,
        ["rss_mb"] = 230,
        ["rss_bytes"] = 241762304,
        ["heap_mb"] = 965,
        ["heap_alloc_bytes"] = 1012345678,
        ["heap_inuse_bytes"] = 1015000000,
        ["gc"] = collections + int.Parse(time[14..16], CultureInfo.InvariantCulture),
        ["goroutines"] = 312,
        ["modules_count"] = 0,
        ["modules"] = new JsonArray(),
    }.ToJsonString() + "\n";

    private Task<JudgedRun> Judge(string path, string budget) =>
        new RunJudge(_folder.Path, TimeSpan.FromMinutes(2)).JudgeAsync(path, budget, default);

    private string Packed(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        using var gz = new GZipStream(File.Create(path), CompressionMode.Compress);
        gz.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }
}
