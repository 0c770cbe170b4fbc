using WesMemGuard.Input;
using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Core.Tests.Scenarios;

internal sealed class ScenarioFileTests
{
    [Test]
    public void A_replay_needs_nothing_but_its_recording()
    {
        var scenario = Read("""{ "recording": "../_recordings/transfers" }""");

        scenario.IsReplay.ShouldBeTrue();
        scenario.Recording.ShouldBe(new PathReference("../_recordings/transfers", 1, 16));
        scenario.Budget.ShouldBe(new PathReference("budget.json", 0, 0));
        scenario.Interval.ShouldBe(TimeSpan.FromSeconds(5));
        scenario.MetricsInterval.ShouldBe(TimeSpan.FromSeconds(30));
        scenario.LiveHeapInterval.ShouldBeNull();
        scenario.Phases.ShouldBeEmpty();
        scenario.Notices.ShouldBeEmpty();
    }

    [Test]
    public void A_node_says_how_it_is_reached()
    {
        var scenario = Read("""
            { "node": { "url": "https://127.0.0.1/prom", "metricsPath": "/m", "pprofPath": "/p", "ca": "ca.pem", "bearer": "env:TOKEN",
                        "map": ["go_*=app_go_*"] },
              "phases": [ { "phase": "calm", "kind": "idle", "for": "5 s" } ] }
            """);

        var access = scenario.Node.ShouldNotBeNull().Access.ShouldNotBeNull();
        (access.MetricsPath, access.PprofPath, access.Authorities, access.Bearer, access.Basic)
            .ShouldBe(("/m", "/p", "ca.pem", "env:TOKEN", null));
        access.Figures.ShouldBe(["go_*=app_go_*"]);
    }

    [TestCase("\"bearer\": \"s3cret-of-the-test\"", "env:NAME or file:PATH")]
    [TestCase("\"basic\": \"env:\"", "env:NAME or file:PATH")]
    [TestCase("\"bearer\": \"env:A\", \"basic\": \"file:b\"", "can't be used with \"bearer\"")]
    [TestCase("\"metricsPath\": \"metrics\"", "begins with /")]
    [TestCase("\"pprofPath\": \"//host\"", "begins with /")]
    [TestCase("\"map\": []", "\"map\" is empty: it needs at least one entry: a figure")]
    [TestCase("\"map\": [1]", "a figure")]
    public void What_can_not_be_how_it_is_reached_is_refused_and_no_secret_repeated(string access, string why)
    {
        var error = Should.Throw<BadInputException>(() => Read($$"""
            { "node": { "url": "http://127.0.0.1", {{access}} }, "phases": [ { "phase": "calm", "kind": "idle", "for": "5 s" } ] }
            """)).Message;

        error.ShouldContain(why);
        error.ShouldNotContain("s3cret");
    }

    [Test]
    public void A_replay_may_name_phases_by_name_alone()
    {
        var scenario = Read("""
            { "recording": "r", "budget": "tight.json", "title": "t", "interval": "10 s",
              "phases": [ { "phase": "warm" }, { "phase": "load", "kind": "idle", "rate": 1 } ] }
            """);

        scenario.PhaseNames.ShouldBe([new PhaseReference("warm", 2, 26), new PhaseReference("load", 2, 47)]);
        scenario.Phases[0].Kind.ShouldBeNull();
        scenario.Budget.ShouldBe(new PathReference("tight.json", 1, 31));
        scenario.Notices.ShouldBe([ScenarioReasons.OnlyLive("interval")]);
    }

    [Test]
    public void A_running_node_and_all_kinds_of_load_are_read()
    {
        var scenario = Read("""
            { "node": { "url": "http://127.0.0.1:28680", "diagnosticsUrl": "http://127.0.0.1:28686" },
              "liveHeapInterval": "15 s", "timeBudget": "20 min", "seed": 7, "stopsTheChain": true,
              "phases": [
                { "phase": "warm", "kind": "idle", "for": "5 min" },
                { "phase": "mine", "kind": "mine-on", "for": "2 min", "miner": "CT9A" },
                { "phase": "pay", "kind": "transfers", "rate": 1, "rateTo": 2.5, "for": "1 h", "addresses": 40, "amount": 100,
                  "keys": { "env": "KEYS" } },
                { "phase": "deploy", "kind": "deploys", "rate": 1, "for": "30 s", "textSize": "2 kB", "keys": { "file": "keys.txt" } },
                { "phase": "hold", "kind": "ws", "for": "3 min", "connections": 100, "subscriptionsPerConnection": 4 },
                { "phase": "clients", "kind": "ips", "rate": 40, "for": "18 min", "addresses": 43200 },
                { "phase": "call", "kind": "rpc", "rate": 5, "for": "1 min", "method": "wes_getBalance", "params": [ "CT9A", /* n */ 1, ] },
                { "phase": "page", "kind": "rest", "rate": 5, "for": "1 min", "path": "/api/v1/node/status" },
                { "phase": "any", "kind": "custom", "rate": 5, "for": "1 min", "path": "/x", "httpMethod": "POST", "body": "a\nb" },
                { "phase": "stall", "kind": "pause", "for": "45 s" },
                { "phase": "off", "kind": "mine-off", "for": "10 min" } ] }
            """);

        scenario.Node.ShouldBe(new RunningNode("http://127.0.0.1:28680", "http://127.0.0.1:28686"));
        scenario.LiveHeapInterval.ShouldBe(TimeSpan.FromSeconds(15));
        scenario.TimeBudget.ShouldBe(TimeSpan.FromMinutes(20));
        scenario.Seed.ShouldBe(7);
        scenario.Phases.Select(phase => phase.Kind).ShouldBe([
            PhaseKind.Idle, PhaseKind.MineOn, PhaseKind.Transfers, PhaseKind.Deploys, PhaseKind.WebSockets, PhaseKind.ClientAddresses,
            PhaseKind.Rpc, PhaseKind.Rest, PhaseKind.Custom, PhaseKind.Pause, PhaseKind.MineOff,
        ]);
        scenario.Phases[2].ShouldBe(new ScenarioPhase
        {
            Name = "pay",
            Line = 6,
            Column = 16,
            Kind = PhaseKind.Transfers,
            For = TimeSpan.FromHours(1),
            Rate = 1,
            RateTo = 2.5,
            Addresses = 40,
            Amount = 100,
            Keys = new KeySource("KEYS", null),
        });
        scenario.Phases[3].TextSize.ShouldBe(2000);
        scenario.Phases[4].SubscriptionsPerConnection.ShouldBe(4);
        scenario.Phases[6].ParamsJson.ShouldBe("[\"CT9A\",1]");
        scenario.Phases[8].Body.ShouldBe("a\nb");
    }

    [Test]
    public void A_node_to_start_is_read()
    {
        var scenario = Read("""
            { "node": { "start": { "command": "weisyn-node", "args": [ "--chain", "private" ], "workDir": "work",
                "config": { "api": { "http_port": 28680, /* free */ }, }, "env": { "GOGC": "50" } } },
              "phases": [ { "phase": "a", "kind": "idle", "for": "1 min" } ] }
            """);

        var node = scenario.Node.ShouldBeOfType<StartedNode>();
        node.Command.ShouldBe("weisyn-node");
        node.Arguments.ShouldBe(["--chain", "private"]);
        node.ConfigJson.ShouldBe("{\"api\":{\"http_port\":28680}}");
        node.WorkDirectory.ShouldBe("work");
        node.Environment.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, string>("GOGC", "50"));
    }

    [Test]
    public void A_repeated_group_is_written_out()
    {
        var scenario = Read("""
            { "node": { "url": "http://127.0.0.1:28680" },
              "phases": [
                { "phase": "warm", "kind": "idle", "for": "1 min" },
                { "repeat": 3, "phases": [ { "phase": "load", "kind": "reads", "rate": 40, "for": "45 s" },
                  { "phase": "rest", "kind": "idle", "for": "45 s" } ] } ] }
            """);

        scenario.Phases.Select(phase => phase.Name).ShouldBe(["warm", "load1", "rest1", "load2", "rest2", "load3", "rest3"]);
        scenario.Phases[3].Rate.ShouldBe(40);
        scenario.Phases[3].Line.ShouldBe(4);
    }

    [Test]
    public void A_template_for_a_key_is_no_key() =>
        Read("""
            { "node": { "url": "http://127.0.0.1:28680" },
              "phases": [ { "phase": "a", "kind": "rpc", "rate": 1, "for": "1 min", "method": "m",
                "params": [ { "privateKey": "{key}" } ], "keys": { "env": "K" } } ] }
            """).Phases[0].ParamsJson.ShouldBe("[{\"privateKey\":\"{key}\"}]");

    private static Scenario Read(string json) => ScenarioFile.Read(Encoding.UTF8.GetBytes(json), "scenario.json");
}
