using WesMemGuard.Runs;

namespace WesMemGuard.Node.Tests;

internal sealed class RunFolderTests
{
    private static readonly RunHeader Header =
        new("20261122-153916-idle", "idle", Canned.Now, RunOrigin.Replay, "heuristic", 5, 30);
    private string _runs = "";

    [SetUp]
    public void Create_a_folder() => _runs = Directory.CreateTempSubdirectory("wesmemguard-runs-").FullName;

    [TearDown]
    public void Remove_it() => Directory.Delete(_runs, recursive: true);

    [Test]
    public void Every_list_comes_back_as_it_was()
    {
        using (var folder = RunFolder.Create(_runs, Header))
            Fill(folder.Recorder);
        var run = RunFolder.Read(Path.Combine(_runs, Header.Id));
        var expected = new RunRecorder(Header);
        Fill(expected);

        run.Header.ShouldBe(Header);
        run.Memory.ShouldBe(expected.Run.Memory);
        run.Metrics.ShouldBe(expected.Run.Metrics);
        run.Process.ShouldBe(expected.Run.Process);
        run.LiveHeap.ShouldBe(expected.Run.LiveHeap);
        run.Blocks.ShouldBe(expected.Run.Blocks);
        run.Chain.ShouldBe(expected.Run.Chain);
        run.Diagnostics.ShouldBe(expected.Run.Diagnostics);
        run.Others.ShouldBe(expected.Run.Others);
        run.Phases.ShouldBe(expected.Run.Phases);
        run.Events.ShouldBe(expected.Run.Events);
        run.Profiles.Select(p => (p.At, p.Kind, p.File)).ShouldBe(expected.Run.Profiles.Select(p => (p.At, p.Kind, p.File)));
        run.Profiles.ShouldHaveSingleItem().Content.ToArray().ShouldBe([0x1f, 0x8b, 1]);
    }

    [Test]
    public void The_lines_are_there_while_the_run_still_goes_on()
    {
        using var folder = RunFolder.Create(_runs, Header);
        folder.Recorder.Add(new RunEvent(Canned.Now, "started", "pid 7"));
        RunFolder.Read(Path.Combine(folder.Path,
            "run.jsonl")).Events.ShouldBe([new RunEvent(Canned.Now, "started", "pid 7")]);
    }

    [Test]
    public void A_run_of_the_same_id_stays_and_the_next_has_a_number()
    {
        using (var first = RunFolder.Create(_runs, Header))
            Fill(first.Recorder);
        var before = File.ReadAllText(Path.Combine(_runs, Header.Id, RunFile.Name));
        using (var second = RunFolder.Create(_runs, Header))
            second.Id.ShouldBe(Header.Id + "-2");

        File.ReadAllText(Path.Combine(_runs, Header.Id, RunFile.Name)).ShouldBe(before);
        RunFolder.Read(Path.Combine(_runs, Header.Id + "-2")).Header.Id.ShouldBe(Header.Id + "-2");
    }

    [Test]
    public void A_run_is_replaced_only_where_that_is_asked_for()
    {
        using (var first = RunFolder.Create(_runs, Header))
            Fill(first.Recorder);
        using (var second = RunFolder.Create(_runs, Header, replace: true))
            second.Id.ShouldBe(Header.Id);
        RunFolder.Read(Path.Combine(_runs, Header.Id)).Memory.ShouldBeEmpty();
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_folder_that_is_no_run_is_never_deleted(bool replace)
    {
        var mine = Directory.CreateDirectory(Path.Combine(_runs, Header.Id));
        File.WriteAllText(Path.Combine(mine.FullName, "thesis.txt"), "x");
        using (var run = RunFolder.Create(_runs, Header, replace: replace))
            run.Id.ShouldBe(Header.Id + "-2");
        File.Exists(Path.Combine(mine.FullName, "thesis.txt")).ShouldBeTrue();
    }

    [Test]
    public async Task Sixteen_at_once_are_sixteen_runs()
    {
        for (var round = 0; round < 20; round++)
        {
            var runs = Path.Combine(_runs, $"{round}");
            using var together = new Barrier(16);
            var ids = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait(TestContext.CurrentContext.CancellationToken);
                    using var run = RunFolder.Create(runs, Header);
                    run.Recorder.Add(new RunEvent(Header.StartedAt, "own", $"{i}"));
                    return (run.Id, Own: $"{i}");
                },
                TestContext.CurrentContext.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            ids.Select(i => i.Id).Distinct().Count().ShouldBe(16);
            foreach (var (id, own) in ids)
                RunFolder.Read(Path.Combine(runs, id)).Events.ShouldHaveSingleItem().Detail.ShouldBe(own);
        }
    }

    [TestCase("")]
    [TestCase("..")]
    [TestCase("a/b")]
    [TestCase("a\\b")]
    public void An_id_that_is_no_folder_name_is_refused(string id) =>
        Should.Throw<ArgumentException>(() => RunFolder.Create(_runs, Header with { Id = id }));

    [Test]
    public void A_missing_run_is_named() =>
        Should.Throw<UnreadableRunException>(() =>
            RunFolder.Read(Path.Combine(_runs, "no"))).Message.ShouldEndWith("does not exist; a run is a folder with run.jsonl");

    [Test]
    public void A_profile_outside_the_folder_is_not_read()
    {
        var file = Write("""{"profile":{"at":"2026-11-22T15:39:16Z","kind":"heap","file":"../../secret.gz"}}""" + "\n{\"event\":1}\n");
        Should.Throw<UnreadableRunException>(() =>
            RunFolder.Read(file)).Message.ShouldContain("\"../../secret.gz\", which is not a file of the run's folder");
    }

    [Test]
    public void A_torn_last_line_is_dropped()
    {
        var file = Write("""{"event":{"at":"2026-11-22T15:39:16Z","name":"ready"}}""" + "\n{\"event\":{\"at\":\"2026-");
        RunFolder.Read(file).Events.ShouldHaveSingleItem().Name.ShouldBe("ready");
    }

    [TestCase("""{"memory":{"at":"2026-11-22T15:39:16Z"}}""", "is not a reading: it needs a sample or a miss, and not both")]
    [TestCase("""{"memory":{"miss":{"kind":"refused","detail":"x"}}}""", "a reading without \"at\"")]
    [TestCase("""{"process":{"at":"2026-11-22T15:39:16Z","sample":{"pid":1}}}""", "$.sample does not fit")]
    [TestCase("""{"memory":{"at":"2026-11-22T15:39:16Z","miss":{"kind":"bored","detail":"x"}}}""", "$.miss.kind does not fit")]
    [TestCase("""{"surprise":{}}""", "unknown kind \"surprise\"")]
    [TestCase("nonsense", "not valid JSON at byte 2")]
    public void Another_bad_line_is_an_error_that_names_it(string line, string what)
    {
        var file = Write(line + "\n" + """{"event":{"at":"2026-11-22T15:39:16Z","name":"ready"}}""" + "\n");
        var message = Should.Throw<UnreadableRunException>(() => RunFolder.Read(file)).Message;
        message.ShouldStartWith(file + ":2: ");
        message.ShouldContain(what);
    }

    private string Write(string lines)
    {
        var file = Path.Combine(_runs, "run.jsonl");
        File.WriteAllText(file,
            """{"run":{"id":"x","name":"x","startedAt":"2026-11-22T15:39:16Z","origin":"live"}}""" + "\n" + lines);
        return file;
    }

    private static void Fill(RunRecorder recorder)
    {
        var at = Canned.Now.AddTicks(1234567);
        recorder.Add(new Reading<MemorySample>(at,
            new MemorySample(1, 2, 3, 4, 5, [new("mempool.txpool", "L3", 1, 2, 3, 4)]), null));
        recorder.Add(new Reading<MemorySample>(at, null, new Miss(MissKind.RateLimited, "status 429: \"资源\" <&>"),
            "mark"));
        recorder.Add(new Reading<MetricsSample>(at,
            new MetricsSample { NextGc = 1.1e9 / 3, MemoryLimit = 9.223372036854776e18 }, null, "after-gc"));
        recorder.Add(new Reading<ProcessSample>(at, new ProcessSample(7, 8), null));
        recorder.Add(new Reading<ProcessSample>(at, new ProcessSample(7, 8, 9, 10, 11, 12), null));
        recorder.Add(new Reading<CollectedHeapSample>(at, new CollectedHeapSample(1, 2, 3, at.AddTicks(1)), null,
            "live-heap"));
        recorder.Add(new Reading<BlockSample>(at, new BlockSample(23), null));
        recorder.Add(new Reading<ChainSample>(at, new ChainSample("0x275d"), null));
        recorder.Add(new Reading<DiagnosticsSample>(at, new DiagnosticsSample(1, 2, 3, 4), null));
        recorder.Add(new OtherAnswer(at, "/api/v1/health/live", null));
        recorder.Add(new OtherAnswer(at, "/api/v1/node/status", new Miss(MissKind.Refused, "connection refused")));
        recorder.Add(new Phase("warm", "idle", at, at.AddMinutes(1), 1.5, 4, 3, 1, 0));
        recorder.Add(new Phase("load", "transfers", at, at.AddMinutes(1), 1, 4, 3, 1, 0, "refused"));
        recorder.Add(new RunEvent(at, "end"));
        recorder.Add(new ProfileCapture(at, ProfileKind.Heap, "profiles/00060-heap.pb.gz", new byte[] { 0x1f, 0x8b, 1 }));
    }
}
