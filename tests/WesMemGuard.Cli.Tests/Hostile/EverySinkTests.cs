namespace WesMemGuard.Cli.Tests.Hostile;

/// <summary>
/// Every verb over a recording, a run, logs, profiles, series, a capture and a history in which each foreign string is hostile: what is
/// said, and each file that is written, is held against the rule of its kind.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class EverySinkTests
{
    private const string Limits = """
        { "warmUp": "1 min", "limits": [
          { "of": "process", "metric": "rss", "peak": "1 MiB" }, { "of": "process", "metric": "liveHeap", "growthPerHour": "1 MiB" },
          { "of": "process", "metric": "goroutines", "growthPerHour": 1 }, { "of": "event", "metric": "objects", "peak": 1 },
          { "of": "mempool.txpool", "metric": "objects", "growthPerHour": 1 } ] }
        """;

    private static readonly Lazy<(string Folder, int Texts)[]> Recordings =
        new(() => [Spoiled("appended", appends: true), Spoiled("replaced", appends: false)]);

    private static readonly TemporaryFolder Made = new();

    [OneTimeTearDown]
    public void End() => Made.Dispose();

    private static (string, int) Spoiled(string name, bool appends)
    {
        var (texts, to) = (new SpoiledText(appends), Path.Combine(Made.Path, name));
        SpoiledRecording.Write(RepositoryFolder.Recording("minimal-mode"), to, texts);
        return (to, texts.Count);
    }

    /// <summary>The verb's line; REC is the recording, RUN its run, LOGS its logs, A and B two of its profiles.</summary>
    private static readonly string[] Lines =
    [
        "judge REC --budget budget.json", "judge REC --budget budget.json --json", "judge REC --budget budget.json --lang zh",
        "judge REC --budget budget.json --html f.html --md f.md", "judge REC REC --budget budget.json --md f.md",
        "analyze REC", "analyze REC --json", "analyze LOGS", "analyze REC --lang zh",
        "diagnose REC", "diagnose REC --json", "diagnose LOGS", "diagnose REC --lang zh",
        "logs LOGS", "logs LOGS --out csv", "logs LOGS --out jsonl", "logs LOGS --budget budget.json",
        "diff REC", "diff REC --by package", "diff REC --by module", "diff REC --kind goroutine", "diff REC --json", "diff A B --folded",
        "diff A B", "diff A B --json",
        "report REC --budget budget.json -o r.html", "report REC -o r.html --lang zh", "report REC --md --budget budget.json",
        "report LOGS -o r.html",
        "propose REC -o p.json", "propose REC --json", "selftest REC", "ab REC REC", "ab REC REC --json",
        "baseline save b REC", "baseline periods REC --before idle --after mine --within 2MiB",
        "run breaks-x --junit j.xml --sarif s.sarif --md m.md --history h.jsonl --commit =EVL<b>", "run breaks-x --details",
        "run breaks-x --accept",
    ];

    private static IEnumerable<object[]> Cases() =>
        from line in Lines from recording in Enumerable.Range(0, 2) select new object[] { line, recording };

    [TestCaseSource(nameof(Cases))]
    public async Task Nothing_that_a_verb_says_or_writes_is_obeyed(string line, int recording)
    {
        // On a terminal the last gate lets through what may be drawn: whoever writes has made it text before.
        using var tool = new Tool { Screen = () => (120, 40) };
        var (rec, texts) = Recordings.Value[recording];
        texts.ShouldBeGreaterThan(1000);
        tool.Folder.Write("budget.json", Limits);
        tool.Folder.Write("breaks-x/scenario.json", $$"""{ "recording": "{{rec}}" }""");
        tool.Folder.Write("breaks-x/budget.json", Limits);
        var before = Written(tool);

        var args = line.Split(' ').Select(a => a switch
        {
            "REC" => rec,
            "LOGS" => Path.Combine(rec, "logs"),
            "A" => Path.Combine(rec, "profiles/00005-heap.pb.gz"),
            "B" => Path.Combine(rec, "profiles/end-heap.pb.gz"),
            _ => a,
        }).ToArray();
        (await tool.RunAsync(args)).ShouldBeOneOf(args.Contains("periods") ? [0, 1, 2, 3, 4] : [0, 1, 2, 3, 5], tool.Error);

        (tool.Out.Length + tool.Error.Length + Written(tool).Length).ShouldBeGreaterThan(before.Length);
        tool.Out.ShouldObeyNothing(KindOfOutput(args), $"stdout of {line}");
        tool.Error.ShouldObeyNothing("txt", $"stderr of {line}");
        foreach (var file in Written(tool).Except(before).Where(f => !f.EndsWith(".gz", StringComparison.Ordinal)))
            File.ReadAllText(file).ShouldObeyNothing(Path.GetExtension(file)[1..], $"{Path.GetFileName(file)} of {line}",
                isData: file.EndsWith(".jsonl", StringComparison.Ordinal));
    }

    private static string[] Written(Tool tool) => Directory.GetFiles(tool.Folder.Path, "*", SearchOption.AllDirectories);

    private static string KindOfOutput(string[] args) =>
        args.Contains("--json") || args.Contains("jsonl") ? "jsonl" : args.Contains("csv") ? "csv"
            : args is ["report", .., ] && args.Contains("--md") ? "md" : "txt";
}
