using WesMemGuard.Core.Tests.Input;

namespace WesMemGuard.Core.Tests.Scenarios;

internal static class BrokenScenarios
{
    internal static IReadOnlyList<Mistake> Cases { get; } =
    [
        Scenario("an empty scenario file", ""),
        Scenario("a scenario without a source", """{ "title": "x" }"""),
        Scenario("a scenario with two sources", """{ "recording": "../_recordings/idle", "node": { "url": "http://127.0.0.1:28680" },"""
            + """ "phases": [ { "phase": "a", "kind": "idle", "for": "1 min" } ] }"""),
        Scenario("a misspelled recording", """{ "recordng": "../_recordings/idle" }"""),
        Scenario("a recording that is an object", """{ "recording": { } }"""),
        Scenario("backslashes in a path", """{ "recording": "..\\_recordings\\idle", "budget": "sub\\budget.json" }"""),
        Scenario("an interval without a unit", """{ "recording": "r", "interval": 5 }"""),
        Scenario("an interval of no time, and a long one", """
            { "recording": "r", "interval": "0.01 s", "metricsInterval": "2 h", "liveHeapInterval": "0 s" }
            """),
        Scenario("a seed that is a fraction", """{ "recording": "r", "seed": 1.5 }"""),
        Scenario("phases that are empty in a replay", """{ "recording": "r", "phases": [ ] }"""),
        Scenario("a live scenario without phases", """{ "node": { "url": "http://127.0.0.1:28680" } }"""),
        Scenario("a node that is a text", """
            { "node": "http://127.0.0.1:28680", "phases": [ { "phase": "a", "kind": "idle", "for": "1 min" } ] }
            """),
        Scenario("a node without a source", """{ "node": { }, "phases": [ { "phase": "a", "kind": "idle", "for": "1 min" } ] }"""),
        Scenario("a node with two sources", """
            { "node": { "url": "http://a", "start": { "command": "x" } }, "phases": [ { "phase": "a", "kind": "idle", "for": "1 min" } ] }
            """),
        Scenario("addresses that are none", """
            { "node": { "url": "localhost:28680", "diagnosticsUrl": "http://u:p@127.0.0.1:28686" },
              "phases": [ { "phase": "a", "kind": "idle", "for": "1 min" } ] }
            """),
        Scenario("an address with a query", """
            { "node": { "url": "http://127.0.0.1:28680/jsonrpc?a=b" }, "phases": [ { "phase": "a", "kind": "idle", "for": "1 min" } ] }
            """),
        Scenario("a start without a command", """
            { "node": { "start": { "arguments": [] } }, "phases": [ { "phase": "a", "kind": "idle", "for": "1 min" } ] }
            """),
        Scenario("a start with wrong kinds", """
            { "node": { "diagnosticsUrl": "http://127.0.0.1:28686",
                "start": { "command": "node", "args": [ 1, "--x" ], "config": "config.json", "env": { "A=B": "1", "C": 2 } } },
              "phases": [ { "phase": "a", "kind": "idle", "for": "1 min" } ] }
            """),
        Scenario("a client in a replay", """{ "recording": "r", "client": { "start": { "command": "dotnet" } } }"""),
        Scenario("a client without a start", """
            { "node": { "url": "http://127.0.0.1:28680" }, "client": { },
              "phases": [ { "phase": "a", "kind": "idle", "for": "1 min" } ] }
            """),
        Scenario("a client with a node's configuration", """
            { "node": { "url": "http://127.0.0.1:28680" }, "client": { "start": { "command": "dotnet", "config": { } } },
              "phases": [ { "phase": "a", "kind": "idle", "for": "1 min" } ] }
            """),
        Phases("a phase without kind and duration", """{ "phase": "a" }"""),
        Phases("an unknown kind", """{ "phase": "a", "kind": "transfer", "for": "1 min" }"""),
        Phases("a phase of no time", """{ "phase": "a", "kind": "idle", "for": "0 s" }"""),
        Phases("a phase without a name", """{ "kind": "idle", "for": "1 min" }"""),
        Phases("a phase with a star", """{ "phase": "rest*", "kind": "idle", "for": "1 min" }"""),
        Phases("two phases of one name", """
            { "phase": "a", "kind": "idle", "for": "1 min" },
            { "phase": "a", "kind": "idle", "for": "1 min" }
            """),
        Phases("a group that repeats another phase's name", """
            { "phase": "rest2", "kind": "idle", "for": "1 min" },
            { "repeat": 2, "phases": [ { "phase": "rest", "kind": "idle", "for": "1 min" } ] }
            """),
        Phases("a group without phases", """{ "repeat": 0, "phases": [ ] }"""),
        Phases("a group in a group", """{ "repeat": 2, "phases": [ { "repeat": 2, "phases": [ ] } ] }"""),
        Phases("more phases than allowed", """
            { "repeat": 1000, "phases": [ { "phase": "a", "kind": "idle", "for": "1 s" }, { "phase": "b", "kind": "idle", "for": "1 s" } ] }
            """),
        Phases("load without a rate", """{ "phase": "a", "kind": "transfers", "for": "1 min" }"""),
        Phases("a rate without effect", """{ "phase": "a", "kind": "idle", "rate": 5, "for": "1 min" }"""),
        Phases("a misspelled property", """{ "phase": "a", "kind": "transfers", "rates": 5, "for": "1 min" }"""),
        Phases("a rate of 0", """{ "phase": "a", "kind": "transfers", "rate": 0, "for": "1 min" }"""),
        Phases("rpc without a method", """{ "phase": "a", "kind": "rpc", "rate": 5, "for": "1 min", "params": "[]" }"""),
        Phases("a key in the parameters", """{ "phase": "a", "kind": "rpc", "rate": 5, "for": "1 min", "method": "wes_sendTransaction","""
            + """ "params": [ { "privateKey": "0001", "amount": "1" } ] }"""),
        Phases("a relative path and an unknown HTTP method", """
            { "phase": "a", "kind": "custom", "rate": 5, "for": "1 min", "path": "api", "httpMethod": "FETCH" }
            """),
        Phases("keys from two places", """
            { "phase": "a", "kind": "transfers", "rate": 5, "for": "1 min", "keys": { "env": "KEYS", "file": "keys.txt" } }
            """),
        Phases("half a connection", """{ "phase": "a", "kind": "ws", "for": "1 min", "connections": 0.5 }"""),
    ];

    private static Mistake Scenario(string title, string text) => Mistake.In("scenario.json", title, text);

    private static Mistake Phases(string title, string phases) =>
        Scenario(title, "{ \"node\": { \"url\": \"http://127.0.0.1:28680\" },\n  \"phases\": [\n" + phases + "\n] }");
}
