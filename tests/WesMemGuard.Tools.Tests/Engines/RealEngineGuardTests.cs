using System.Globalization;
using System.Text.RegularExpressions;

namespace WesMemGuard.Tools.Tests.Engines;

/// <summary>
/// Artillery under a scenario, in a network where another machine's address is there: a second Prometheus has it, and its own metrics count
/// the connections that arrive.
/// </summary>
internal sealed partial class RealEngineGuardTests
{
    private static readonly string Script = $$"""
        prometheus --config.file=none.yml --storage.tsdb.path=here --web.listen-address=127.0.0.1:9090 > here.txt &
        prometheus --config.file=none.yml --storage.tsdb.path=other --web.listen-address={{Namespace.Other}}:31000 > other.txt &
        for at in 127.0.0.1/9090 {{Namespace.Other}}/31000; do
          for i in $(seq 300); do (exec 3<>/dev/tcp/$at) && break || sleep 0.1; done
        done
        counted() {
          exec 3<>/dev/tcp/{{Namespace.Other}}/31000
          printf 'GET /metrics HTTP/1.0\r\n\r\n' >&3
          grep '^net_conntrack_listener_conn_accepted_total' <&3 | grep -o '[0-9]*$'
          exec 3<&-
        }
        tried() {
          before=$(counted)
          WAY=$1; export WAY; shift
          dotnet "$TOOL" run queries --out "runs-$WAY" "$@" > "$WAY.txt"
          echo "$WAY: exit $?, arrived $(($(counted) - before - 1))"
          cat "$WAY.txt"
          echo ---
        }
        tried url
        tried process
        tried url --allow-remote {{Namespace.Other}}
        kill %1 %2
        wait
        """;

    [Test]
    public async Task What_Artillery_s_script_sends_to_another_machine_does_not_arrive()
    {
        using var folder = new TemporaryFolder();
        folder.Write("none.yml", "global: {}\n");
        folder.Write("queries/scenario.json", """
            { "node": { "url": "http://127.0.0.1:9090" }, "interval": "1 s", "metricsInterval": "1 s",
              "phases": [ { "phase": "queries", "kind": "engine", "engine": "artillery", "script": "ways-out.yml", "for": "6 s" } ] }
            """);
        folder.Write("queries/budget.json", """
            { "warmUp": "1 s", "limits": [ { "of": "process", "metric": "goroutines", "phase": "queries", "peak": 2000 } ] }
            """);
        foreach (var file in new[] { "ways-out.yml", "ways-out.js" })
            folder.Write("queries/" + file, await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Engines", file)));

        var run = await Namespace.RunAsync(folder.Path, Script, ("TOOL", Path.Combine(AppContext.BaseDirectory, "wesmemguard.dll")));

        var told = $"it went to another machine, {Namespace.Other}:31000";
        var tried = Tried().Matches(run.Out).Select(m => (Way: m.Groups[1].Value,
            Arrived: int.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture),
            IsEnded: m.Groups[3].Value.Contains(told, StringComparison.Ordinal))).ToList();
        tried.Count.ShouldBe(3, run.Out);
        // Not opened at all, and told.
        tried[0].ShouldBe(("url", 0, true), run.Out);
        // Opened by a process that no guard is in, seen, and ended.
        (tried[1].Way, tried[1].IsEnded).ShouldBe(("process", true), run.Out);
        tried[1].Arrived.ShouldBeLessThanOrEqualTo(1, run.Out);
        // What is allowed by name arrives, and is let go on.
        (tried[2].Way, tried[2].IsEnded).ShouldBe(("url", false), run.Out);
        tried[2].Arrived.ShouldBeGreaterThan(0, run.Out);
    }

    [GeneratedRegex(@"^(\w+): exit \d+, arrived (-?\d+)$(.*?)^---$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Tried();
}
