using System.Text.Json;
using WesMemGuard.Runs;

namespace WesMemGuard.Cli.Tests;

/// <summary>
/// What isn't the tool's fault is told in one sentence that names the path: never as an internal error, never with a stack.
/// </summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class BadLuckTests : IDisposable
{
    private const string Judge = "wesmemguard judge '{0}' --budget budget.json";
    private readonly TemporaryFolder _folder = new();

    [SetUp]
    public void Begin()
    {
        _folder.Write("budget.json", """{ "limits": [ { "of": "process", "metric": "rss", "peak": "64 GiB" } ] }""");
        _folder.Write("held-x/scenario.json", $$"""{ "recording": "{{Recording}}" }""");
        _folder.Write("held-x/budget.json", """{ "limits": [ { "of": "process", "metric": "rss", "peak": "64 GiB" } ] }""");
    }

    public void Dispose() => _folder.Dispose();

    private static string Recording => RepositoryFolder.Recording("rest-disabled");

    private static string Long { get; } = new('a', 300);

    public static IEnumerable<TestCaseData> Lines =>
    [
        new(74, "stdout can't be written: no space is left there", Judge + " > /dev/full"),
        new(74, "stdout can't be written: nobody reads it any more", Judge + " >&-"),
        new(74, "", Judge + " >&- 2>&-"),
        new(74, "/dev/full can't be written: no space is left there", "wesmemguard report '{0}' -o /dev/full"),
        new(74, "/dev/full can't be written: no space is left there", "wesmemguard run held-x --junit /dev/full"),
        new(74, "/dev/full can't be written: no space is left there", "wesmemguard run held-x --sarif /dev/full"),
        new(74, "/dev/full can't be written: no space is left there", "wesmemguard run held-x --md /dev/full"),
        new(74, "the name is too long", $"wesmemguard report '{{0}}' -o {Long}.html"),
        new(74, "the name is too long", $"wesmemguard run held-x --out {Long}"),
        new(74, "budget.json/x", "wesmemguard run held-x --out budget.json/x"),
        new(74, "budget.json/x can't be written: there is no such folder", "wesmemguard report '{0}' -o budget.json/x"),
        new(74, "没有这个文件夹", "wesmemguard report '{0}' -o budget.json/x --lang zh"),
        new(74, "budget.json", "wesmemguard record --url http://127.0.0.1:1 --for '1 s' --out budget.json/x"),
        new(74, "at least 256 file handles", "ulimit -n 30; wesmemguard run held-x"),
        new(74, "至少需要 256 个文件句柄", "ulimit -n 60; wesmemguard run held-x"),
        new(74, "at least 256 file handles", "ulimit -n 100; wesmemguard run held-x"),
        new(74, "at least 256 file handles", "ulimit -n 160; wesmemguard run held-x"),
        new(74, "at least 256 file handles", "ulimit -n 200; wesmemguard run held-x"),
        new(74, "", "ulimit -n 100; wesmemguard run held-x 2>&-"),
        new(0, "", "ulimit -n 256; wesmemguard run held-x"),
        new(4, "/dev/zero", "wesmemguard judge '{0}' --budget /dev/zero"),
        new(4, "/dev/zero", "wesmemguard judge /dev/zero --budget budget.json"),
        new(4, "pipe", "mkfifo pipe; wesmemguard judge '{0}' --budget pipe"),
        new(4, "pipe", "mkfifo pipe; wesmemguard judge pipe --budget budget.json"),
        new(4, "pipe", "mkfifo pipe; wesmemguard diff pipe /dev/zero"),
        new(3, "the log is empty", "mkdir log; mkfifo log/node-system.log; wesmemguard logs log"),
        new(3, "the log is empty", "mkdir log; mkfifo log/node-system.log; wesmemguard logs log/node-system.log"),
    ];

    [TestCaseSource(nameof(Lines))]
    public async Task It_is_told(int code, string told, string line)
    {
        var (found, _, error) = await ToolProcess.RunAsync(line.Replace("{0}", Recording, StringComparison.Ordinal), _folder.Path);
        found.ShouldBe(code, error);
        error.ShouldContain(told);
        error.ShouldNotContain("internal error");
        error.ShouldNotContain("   at ");
    }

    [Test]
    public async Task A_reader_that_has_read_enough_is_no_error()
    {
        var (code, _, error) =
            await ToolProcess.RunAsync(
            $"{Judge.Replace("{0}", Recording, StringComparison.Ordinal)} | head -1 > one; exit ${{PIPESTATUS[0]}}", _folder.Path);
        code.ShouldBe(0);
        error.ShouldBeEmpty();
    }

    [Test]
    public async Task Without_a_home_it_works()
    {
        var (code, output, error) =
            await ToolProcess.RunAsync(
            $"env -i PATH=\"$PATH\" DOTNET_ROOT=\"$DOTNET_ROOT\" {Judge.Replace("{0}", Recording, StringComparison.Ordinal)}",
            _folder.Path);
        code.ShouldBe(0);
        error.ShouldBeEmpty();
        output.ShouldContain("rss");
    }

    /// <summary>
    /// Where a file may have so many KiB and no more, which needs no file system to be mounted: what was written before can be read.
    /// </summary>
    [Test]
    public async Task A_run_file_that_can_not_grow_at_any_byte_leaves_whole_lines()
    {
        var random = new Random(19);
        var full = 0;
        for (var i = 0; i < 10; i++)
        {
            var line = $"trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f {random.Next(1, 40)}; "
                + $"wesmemguard run held-x --out full{i}";
            var (code, _, error) = await ToolProcess.RunAsync(line, _folder.Path);
            code.ShouldBeOneOf(0, 74);
            error.ShouldNotContain("internal error");
            if (code != 74)
                continue;
            full++;
            error.ShouldContain("the file would be too large");
            foreach (var file in Directory.GetFiles(Path.Combine(_folder.Path, $"full{i}"), RunFile.Name, SearchOption.AllDirectories))
                Node.RunFolder.Read(file).Header.Name.ShouldNotBeEmpty();
        }

        full.ShouldBeGreaterThan(3);
    }

    /// <summary>What was there before stays, where what is to take its place doesn't fit.</summary>
    [TestCase("baseline save b '{0}'", 600, "baselines/b.jsonl")]
    [TestCase("run held-x --history h.jsonl --commit c", 600, "h.jsonl")]
    [TestCase("report '{0}' -o r.html", 20, "r.html")]
    [TestCase("judge '{0}' --budget budget.json --html r.html", 1, "r.html")]
    public async Task A_file_that_can_not_grow_is_what_it_was(string verb, int limit, string file)
    {
        var before = string.Concat(Enumerable.Range(0, 8000).Select(i => "{\"run\":\"r" + i
            + "\",\"from\":\"2026-11-01T00:00:00Z\",\"to\":\"2026-11-01T01:00:00Z\",\"levels\":{\"liveHeap\":1}}\n"));
        _folder.Write(file, before);
        _folder.Write("held-x/scenario.json", $$"""{ "recording": "{{RepositoryFolder.Recording("minimal-mode")}}" }""");

        var (code, _, error) = await ToolProcess.RunAsync($"trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f {limit}; "
            + "wesmemguard " + verb.Replace("{0}", RepositoryFolder.Recording("minimal-mode"), StringComparison.Ordinal), _folder.Path);

        code.ShouldBe(74, error);
        error.ShouldContain("the file would be too large");
        error.ShouldNotContain("internal error");
        (await File.ReadAllTextAsync(Path.Combine(_folder.Path, file))).ShouldBe(before);
        Directory.GetFiles(_folder.Path, "*.new", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Test]
    public async Task A_recording_that_can_not_grow_leaves_whole_lines()
    {
        var modules = Enumerable.Range(0, 15).Select(i =>
            new { module = "event", layer = "L2", objects = i, approx_bytes = 1, cache_items = 0, queue_length = 0 });
        var body = JsonSerializer.Serialize(new { modules, runtime = new { heap_alloc = 1, num_gc = 1, rss_bytes = 2 } });
        var entries = Enumerable.Range(0, 4).Select(i => new
        {
            startedDateTime = new DateTimeOffset(2026, 11, 22, 12, 0, i, TimeSpan.Zero),
            time = 1,
            request = new { method = "GET", url = "http://127.0.0.1:1/api/v1/system/memory" },
            response = new { status = 200, content = new { text = body } },
        });
        _folder.Write("c.har", JsonSerializer.Serialize(new { log = new { version = "1.2", entries } }));
        for (var limit = 1; limit <= 4; limit++)
        {
            var (code, _, error) = await ToolProcess.RunAsync("trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; "
                + $"ulimit -f {limit}; wesmemguard import c.har --out imported{limit}", _folder.Path);
            code.ShouldBe(74, error);
            error.ShouldContain("the file would be too large");
            foreach (var line in await File.ReadAllLinesAsync(Path.Combine(_folder.Path, $"imported{limit}", "exchanges.jsonl")))
                JsonDocument.Parse(line).Dispose();
        }
    }

    /// <summary>A short one of bench/killed.sh: whatever was written before the kill can be read.</summary>
    [Test]
    public async Task What_was_killed_left_runs_that_can_be_read()
    {
        var random = new Random(20);
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "killed")).FullName;
        string[] runs = [];
        // On a busy machine none may have begun by then: the next are killed later.
        for (var slower = 1; slower <= 16 && runs.Length == 0; slower *= 4)
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, 20).Select(_ => random.Next(200, 3000) * slower).ToList(),
                new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (ms, _) => await ToolProcess.RunAsync(
                    $"timeout -s KILL {ms / 1000}.{ms % 1000:000} wesmemguard run held-x --out killed", _folder.Path));
            runs = Directory.GetFiles(folder, RunFile.Name, SearchOption.AllDirectories);
        }

        foreach (var run in runs)
            Node.RunFolder.Read(run).Header.Name.ShouldNotBeEmpty();
        runs.ShouldNotBeEmpty();
    }

    [Test]
    public async Task Eight_processes_on_one_folder_are_eight_runs()
    {
        var lines = string.Join(' ', Enumerable.Range(0, 8)
            .Select(i => $"(wesmemguard run held-x --out together > out{i} 2>&1; echo $? > code{i}) &"));
        await ToolProcess.RunAsync(lines + " wait", _folder.Path, 240);
        var codes = Enumerable.Range(0, 8).Select(i => File.ReadAllText(Path.Combine(_folder.Path, $"code{i}")).Trim()).ToList();
        codes.ShouldAllBe(c => c == "0");
        var runs = Directory.GetFiles(Path.Combine(_folder.Path, "together"), RunFile.Name, SearchOption.AllDirectories);
        runs.Length.ShouldBe(8);
        var lengths = runs.Select(r => File.ReadAllLines(r).Length).Distinct().ToList();
        lengths.ShouldHaveSingleItem().ShouldBeGreaterThan(20);
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    [TestCase("HUP")]
    [TestCase("QUIT")]
    public async Task A_signal_ends_a_recording_whole(string signal)
    {
        using var node =
            WesMemGuard.Recording.ReplayServer.Start(WesMemGuard.Recording.RecordingFolder.Open(RepositoryFolder.Recording("minimal-mode")),
            new WesMemGuard.Recording.ReplayPorts());
        // Not from a shell's background, where SIGINT and SIGQUIT are ignored.
        using var process =
            ToolProcess.Start(
            $"exec wesmemguard record --url {node.Address.Http.ToString().TrimEnd('/')} --out rec --for '10 min' > out 2>&1", _folder.Path);
        try
        {
            for (var i = 0; i < 600 && !HasRecorded(); i++)
                await Task.Delay(50);
            HasRecorded().ShouldBeTrue("nothing was recorded in 30 s");
            (await ToolProcess.RunAsync($"kill -{signal} {process.Id}", _folder.Path)).Code.ShouldBe(0);
            process.WaitForExit(20_000).ShouldBeTrue();
            process.ExitCode.ShouldBe(0, File.ReadAllText(Path.Combine(_folder.Path, "out")));
        }
        finally
        {
            process.Kill(entireProcessTree: true); // nothing, where it is over
        }

        File.ReadAllText(Path.Combine(_folder.Path, "rec/recording.json")).ShouldContain("\"endedAt\"");
        File.ReadAllText(Path.Combine(_folder.Path, "rec/events.jsonl")).ShouldContain("\"end\"");
    }

    private bool HasRecorded()
    {
        var exchanges = Path.Combine(_folder.Path, "rec/exchanges.jsonl");
        return File.Exists(exchanges) && File.ReadAllText(exchanges).Contains("memory", StringComparison.Ordinal);
    }
}
