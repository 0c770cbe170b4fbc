using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Live.Engines;
using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>
/// A load engine stays on this machine too. (Real ones, and sockets of their processes: RealEngineGuardTests of the tools' tests.)
/// </summary>
internal sealed class EngineGuardTests
{
    [TestCase(LoadEngine.Artillery, """      - get: { url: "http://192.0.2.2:31000/x" }""", "192.0.2.2")]
    [TestCase(LoadEngine.Artillery, """  url: https://user:pw@example.org""", "example.org")]
    [TestCase(LoadEngine.Artillery, """ - connect: wss://[2001:db8::2]:80/ws # there""", "2001:db8::2")]
    [TestCase(LoadEngine.Artillery, """ - get: {url: "http://127.0.0.1/", a: "HTTP://EXAMPLE.ORG"}""", "EXAMPLE.ORG")]
    [TestCase(LoadEngine.Artillery, """ - statsd://203.0.113.9""", "203.0.113.9")]
    [TestCase(LoadEngine.Artillery, """ url: "http://localhost.example.org/" """, "localhost.example.org")]
    [TestCase(LoadEngine.Artillery, """ url: "http://example.org/#a" """, "example.org")]
    [TestCase(LoadEngine.Artillery, """ url: "http://127.0.0.1:80/x" # not http://example.org""", null)]
    [TestCase(LoadEngine.Artillery, """# see https://artillery.io/docs""", null)]
    [TestCase(LoadEngine.Artillery, """  target: "https://staging.example.org" """, null)]
    [TestCase(LoadEngine.Artillery, """  url: "http://[::1]:8080/{{ id }}" """, null)]
    [TestCase(LoadEngine.Artillery, """  url: "http://{{ host }}/" """, null)]
    [TestCase(LoadEngine.Artillery, """  url: "/api/v1/query" """, null)]
    [TestCase(LoadEngine.Artillery, """ - get: { url: "http://allowed.example.org" }""", null)]
    [TestCase(LoadEngine.JMeter, """<stringProp name="HTTPSampler.domain">192.0.2.2</stringProp>""", "192.0.2.2")]
    [TestCase(LoadEngine.JMeter, """<stringProp name="TCPSampler.server"> example.org </stringProp>""", "example.org")]
    [TestCase(LoadEngine.JMeter, """<stringProp name="HTTPSampler.proxyHost">proxy.example.org</stringProp>""", "proxy.example.org")]
    [TestCase(LoadEngine.JMeter, """<stringProp name="HTTPSampler.path">http://example.org/x</stringProp>""", "example.org")]
    [TestCase(LoadEngine.JMeter, """<stringProp name="HTTPSampler.domain">${__P(host)}</stringProp>""", null)]
    [TestCase(LoadEngine.JMeter, """<stringProp name="HTTPSampler.domain"></stringProp>""", null)]
    [TestCase(LoadEngine.JMeter, """<stringProp name="TestPlan.comments">as http://example.org does</stringProp>""", null)]
    public void The_hosts_that_a_script_names_are_looked_at(LoadEngine engine, string line, string? elsewhere)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("script", "first: 1\n" + line + "\n");

        EngineScript.Elsewhere(engine, path, "script", ["allowed.example.org"]).ShouldBe(elsewhere is null ? null : (elsewhere, 2));
    }

    [Test]
    public void A_script_that_names_another_host_is_refused_before_anything_is_started()
    {
        using var folder = new TemporaryFolder();
        folder.Write("load.yml", "scenarios:\n  - flow:\n    - get: { url: \"http://192.0.2.2:31000/x\" }\n");
        var scenario = LiveTest.Scenario("""
            { "node": { "url": "http://127.0.0.1:28680" }, "phases": [ { "phase": "x", "kind": "engine",
            "engine": "artillery", "script": "load.yml", "for": "5 s" } ] }
            """);
        LiveOptions Options(params string[] allowed) => new() { ScenarioFolder = folder.Path, AllowRemote = allowed };

        var refused = Should.Throw<BadInputException>(() => LivePlan.Check(scenario, Options())).Message;

        refused.ShouldContain("names 192.0.2.2 in line 3");
        refused.ShouldContain("--allow-remote 192.0.2.2");
        // Allowed by name, it goes on: to the engine, which may not be there.
        (Why(() => LivePlan.Check(scenario, Options("192.0.2.2"))) ?? "").ShouldNotContain("192.0.2.2");
    }

    /// <summary>With a program that does what the guard within Node does when a script goes elsewhere.</summary>
    [Test]
    public async Task An_engine_that_goes_elsewhere_is_ended_with_all_that_it_started()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var folder = new TemporaryFolder();
        var program = folder.Write("engine", "#!/bin/sh\nsleep 300 &\necho $! > \"$1.child\"\n"
            + "echo 192.0.2.2:31000 >> \"$WESMEMGUARD_ELSEWHERE\"\necho '{}' > \"$2\"\nwait\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var kind = EngineKinds.All[0] with { Program = program, Arguments = (script, report, _) => [script, report] };
        var tally = new LoadTally(text => text);
        var clock = LiveClock.Of(TimeProvider.System);
        var script = Path.Combine(folder.Path, "script");
        var work = new EngineWork(kind, script, new Uri("http://127.0.0.1:1"), tally, clock, []);
        await work.BeginAsync(default);
        // It would go on for five minutes, and be waited for one: it ends as soon as it is told.
        var began = TimeProvider.System.GetTimestamp();
        await work.EndAsync();

        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(40));
        var phase = tally.Phase("load", "engine", clock.Now, clock.Now, 0);
        (PhaseLoad.Declared(phase), PhaseLoad.Done(phase)).ShouldBe((1, 0));
        var failure = LoadFailures.Of(phase).ShouldHaveSingleItem();
        failure.In(Language.English).ShouldContain("it went to another machine, 192.0.2.2:31000");
        failure.In(Language.Chinese).ShouldContain("192.0.2.2:31000");
        var child = int.Parse(await File.ReadAllTextAsync(script + ".child"), System.Globalization.CultureInfo.InvariantCulture);
        (Node.Processes.ProcFiles.StateOf(child) is null or 'Z' or 'X').ShouldBeTrue();
    }

    private static string? Why(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (BadInputException e)
        {
            return e.Message;
        }
    }
}
