using System.Text;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Live.Engines;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>Loads that an existing engine drives: its report becomes the phase's load.</summary>
internal sealed class EngineTests
{
    private const string NoCode = "Non HTTP response code: ";

    private const string Unlike = "\"Test failed: text expected to contain \"\"result\"\", got error\"";

    private const string Jtl = $"""
        timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,URL,Latency,IdleTime,Connect
        1764400000000,12,read,200,OK,"group, 1-1",text,true,,512,http://127.0.0.1/rpc,11,0,1
        1764400000100,20,read,200,OK,group 1,text,false,{Unlike},512,http://127.0.0.1/rpc,19,0,0
        1764400000200,30,read,429,Too Many Requests,group 1,text,false,,90,http://127.0.0.1/rpc,29,0,0
        1764400000300,40,read,503,Service Unavailable,group 1,text,false,,90,http://127.0.0.1/rpc,39,0,0
        1764400000400,5000,read,{NoCode}java.net.SocketTimeoutException,Read timed out,group 1,text,false,,0,http://127.0.0.1/rpc,0,0,0
        1764400005400,1,read,{NoCode}org.apache.http.conn.HttpHostConnectException,refused,group 1,text,false,,0,http://127.0.0.1/rpc,0,0,0
        1764400005500,9,read,20
        """;

    private const string Artillery = """
        {"aggregate":{"counters":{"vusers.created":120,"http.requests":240,"http.codes.200":230,"http.codes.429":4,"http.codes.500":2,
          "http.responses":236,
          "errors.ETIMEDOUT":2,"errors.ECONNREFUSED":1},"rates":{"http.request_rate":8},
          "summaries":{"http.response_time":{"min":1,"max":210,"count":236,"mean":6.2,"p50":4,"median":4,"p75":6,"p90":9.1,"p95":12,
            "p99":48.9,"p999":200}}},"intermediate":[]}
        """;

    [Test]
    public void A_jtl_is_counted_by_kind()
    {
        var report = JtlReport.Read(Stream(Jtl));

        report.Figures.Results.Select(r => (r.Kind, r.Code, r.Count)).ShouldBe(
        [
            (LoadResultKind.Ok, null, 1L), (LoadResultKind.Status, 503, 1), (LoadResultKind.RateLimited, 429, 1),
                (LoadResultKind.TimedOut, null, 1),
            (LoadResultKind.Connection, null, 1), (LoadResultKind.Unreadable, null, 1),
        ]);
        (report.Figures.Due, report.Latency!.Max).ShouldBe((6, 5000));
    }

    [TestCase("NaN")]
    [TestCase("1e300")]
    [TestCase("-1e300")]
    public void A_line_of_a_jtl_whose_time_is_none_is_left_out(string elapsed)
    {
        var report =
            JtlReport.Read(Stream(Jtl + $"\n1764400005600,{elapsed},read,200,OK,group 1,text,true,,512,u,1,0,0\n"));

        (report.Figures.Due, report.Latency!.Max).ShouldBe((6, 5000));
    }

    [Test]
    public void Artillery_s_report_is_counted_by_kind()
    {
        var report = ArtilleryReport.Read(Stream(Artillery));

        report.Figures.Results.Select(r => (r.Kind, r.Code, r.Reason, r.Count)).ShouldBe(
        [
            (LoadResultKind.Ok, null, null, 230L), (LoadResultKind.Status, 500, null, 2), (LoadResultKind.RateLimited, 429, null, 4),
            (LoadResultKind.TimedOut, null, "ETIMEDOUT", 2), (LoadResultKind.TimedOut, null, LoadResult.Ended, 1),
                (LoadResultKind.Connection, null, "ECONNREFUSED", 1),
        ]);
        (report.Figures.Due, report.Latency).ShouldBe((240, new Latency(4, 9.1, 48.9, 210)));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("a,b,c\n1,2,3\n")]
    public void What_is_no_report_is_refused(string text)
    {
        Should.Throw<BadInputException>(() => JtlReport.Read(Stream(text)));
        Should.Throw<BadInputException>(() => ArtilleryReport.Read(Stream(text)));
    }

    [Test]
    public void An_engine_that_is_not_there_is_told_with_how_to_get_it()
    {
        var kind = EngineKinds.All[0] with { Program = "no-such-engine-4711" };

        EngineKinds.Find(kind).ShouldBeNull();
        EngineKinds.All.Select(k => k.Install).ShouldAllBe(i => i.Length > 10);
        EngineKinds.All.Select(k => k.Engine).ShouldBe(Enum.GetValues<Scenarios.LoadEngine>());
    }

    [Test]
    public void The_script_must_be_there()
    {
        var scenario = LiveTest.Scenario("""
            { "node": { "url": "http://127.0.0.1:28680" }, "phases": [ { "phase": "x", "kind": "engine",
            "engine": "jmeter", "script": "no.jmx", "for": "5 s" } ] }
            """);

        Should.Throw<BadInputException>(() =>
            LivePlan.Check(scenario, new LiveOptions())).Message.ShouldContain("does not exist");
    }

    /// <summary>With a program that behaves as an engine does: it writes its report when it is interrupted.</summary>
    [Test]
    public async Task An_engine_s_report_becomes_the_phase_s_load()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var folder = new TemporaryFolder();
        var program = Path.Combine(folder.Path, "engine");
        await File.WriteAllTextAsync(program,
            "#!/bin/sh\ntrap 'cp \"$1\" \"$2\"; exit 0' INT\nwhile :; do sleep 0.05; done\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "script"), Jtl);
        var kind = EngineKinds.All[1] with { Program = program, Arguments = (script, report, _) => [script, report] };
        var tally = new WesMemGuard.Harness.Live.Load.LoadTally(text => text);
        var clock = LiveClock.Of(TimeProvider.System);
        var work =
            new EngineWork(kind, Path.Combine(folder.Path, "script"), new Uri("http://127.0.0.1:1"), tally, clock, []);
        await work.BeginAsync(default);
        await work.UntilAsync(clock.Now + TimeSpan.FromSeconds(0.3), default);
        await work.EndAsync();

        var phase = tally.Phase("load", "engine", clock.Now, clock.Now, 0);
        (phase.Sent, phase.Ok, phase.Limited, phase.Failed).ShouldBe((6, 1, 1, 4));
        PhaseLoad.Declared(phase).ShouldBe(6);
        PhaseLoad.Done(phase).ShouldBe(1);
    }

    [Test]
    public async Task An_engine_that_leaves_a_report_only_at_its_script_s_end_is_waited_for()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var folder = new TemporaryFolder();
        var program = Path.Combine(folder.Path, "engine");
        await File.WriteAllTextAsync(program, "#!/bin/sh\ntrap 'exit 130' INT\nsleep 1\ncp \"$1\" \"$2\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "script"), Artillery);
        var kind = EngineKinds.All[0] with { Program = program, Arguments = (script, report, _) => [script, report] };
        var tally = new WesMemGuard.Harness.Live.Load.LoadTally(text => text);
        var clock = LiveClock.Of(TimeProvider.System);
        var work =
            new EngineWork(kind, Path.Combine(folder.Path, "script"), new Uri("http://127.0.0.1:1"), tally, clock, []);
        await work.BeginAsync(default);
        await work.UntilAsync(clock.Now + TimeSpan.FromSeconds(0.2), default);
        await work.EndAsync();

        tally.Phase("load", "engine", clock.Now, clock.Now, 0).Ok.ShouldBe(230);
    }

    /// <summary>
    /// What real engines wrote on 2026-11-29 at a test node: Artillery 2.0.34 (npm) and JMeter 2.13 (Debian).
    /// </summary>
    [Test]
    public void Reports_of_the_real_engines_are_read()
    {
        var reports = Path.Combine(RepositoryFolder.Path, "tests", "WesMemGuard.Harness.Tests", "Live", "Reports");
        using var artillery = File.OpenRead(Path.Combine(reports, "artillery-2.0.34.json"));
        var fromArtillery = ArtilleryReport.Read(artillery);
        fromArtillery.Figures.Results.ShouldHaveSingleItem().ShouldBe(new LoadResult(LoadResultKind.Ok, 200));
        fromArtillery.Latency.ShouldNotBeNull();
        using var jmeter = File.OpenRead(Path.Combine(reports, "jmeter-2.13.jtl"));
        var fromJMeter = JtlReport.Read(jmeter);
        fromJMeter.Figures.Results.ShouldHaveSingleItem().Kind.ShouldBe(LoadResultKind.Ok);
        fromJMeter.Figures.Due.ShouldBeGreaterThan(20);
    }

    [Test]
    public async Task An_engine_that_leaves_no_report_is_quoted()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var folder = new TemporaryFolder();
        var program = Path.Combine(folder.Path, "engine");
        await File.WriteAllTextAsync(program,
            "#!/bin/sh\nfor i in 1 2 3 4 5; do echo starting $i >&2; done\necho 'plan: forbidden class' >&2\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var tally = new WesMemGuard.Harness.Live.Load.LoadTally(text => text);
        var clock = LiveClock.Of(TimeProvider.System);
        var kind = EngineKinds.All[1] with { Program = program, Arguments = (script, report, _) => [script, report] };
        var work = new EngineWork(kind, "x.jmx", new Uri("http://127.0.0.1:1"), tally, clock, []);
        await work.BeginAsync(default);
        await work.UntilAsync(clock.Now + TimeSpan.FromSeconds(0.3), default);
        await work.EndAsync();

        var phase = tally.Phase("load", "engine", clock.Now, clock.Now, 0);
        (PhaseLoad.Declared(phase), PhaseLoad.Done(phase)).ShouldBe((1, 0));
        phase.Error!.ShouldContain("plan: forbidden class");
        LoadFailures.Of(phase).ShouldHaveSingleItem().In(Language.English)
            .ShouldBe("1 not sent (the engine left no report: starting 4 | starting 5 | plan: forbidden class)");
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
