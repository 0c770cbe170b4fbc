using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using WesMemGuard.Tools.Tests.Services;

namespace WesMemGuard.Tools.Tests.Fleets;

/// <summary>What the tool writes for Prometheus, as Prometheus' own tool reads it: rules that fire, and pages without a fault.</summary>
internal sealed partial class PromtoolTests
{
    private const string Budget = """
        { "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" },
                      { "of": "process", "metric": "goroutines", "growthPerHour": 10 },
                      { "of": "process", "metric": "rss", "growthPerHour": "8 MiB" },
                      { "of": "process", "metric": "rss", "peak": "4 GiB" },
                      { "of": "process", "metric": "idleHeap", "peak": "1 GiB" },
                      { "of": "mempool.txpool", "metric": "objects", "peak": 10 } ] }
        """;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin()
    {
        _folder = new TemporaryFolder();
        _folder.Write("budget.json", Budget);
    }

    [TearDown]
    public void End() => _folder.Dispose();

    [TestCase("en")]
    [TestCase("zh")]
    public async Task Prometheus_takes_the_rules_of_a_budget(string language)
    {
        await WriteAsync("--lang", language, "--verdicts");

        // Five records, an alert a limit, one of silence, two of exported verdicts.
        (await PromtoolAsync("check", "rules", "rules.yml")).ShouldContain("SUCCESS: 13 rules found");
    }

    /// <summary>
    /// Two hours and a half of scrapes a minute apart: what grows too fast fires; what doesn't, what restarted, has gaps or is young does
    /// not.
    /// </summary>
    [Test]
    public async Task Rules_fire_for_what_breaks_the_budget_and_for_nothing_that_can_not_be_told()
    {
        await WriteAsync();
        _folder.Write("test.yml", $$"""
            rule_files: [ rules.yml ]
            evaluation_interval: 1m
            tests:
              - interval: 1m
                input_series:
            {{Node("leaking", next: "2000000000+400000x149", routines: "100+0x149", rss: "1000000000+100000x149")}}
            {{Node("steady", next: "2000000000+40000x149", routines: "100+0.05x149", rss: "1000000000+0x149")}}
            {{Node("routines", next: "2000000000+0x149", routines: "100+1x149", rss: "1000000000+0x149")}}
            {{Node("growing", next: "2000000000+0x149", routines: "100+0x149", rss: "1000000000+1000000x149")}}
            {{Node("large", next: "2000000000+0x149", routines: "100+0x149", rss: "5000000000+0x149")}}
            {{Node("restarted", next: "2000000000+400000x149", routines: "100+1x149", rss: "1000000000+0x149",
                start: "-86400+0x99 6000+0x49")}}
            {{Node("gapped", next: "2000000000+400000x89 _x20 2044000000+400000x39", routines: "100+1x89 _x20 210+1x39",
                rss: "1000000000+0x149")}}
                  - series: 'up{job="wes",instance="silent"}'
                    values: '1+0x120 0+0x29'
                promql_expr_test:
                  - expr: 'ALERTS{alertname="WesMemGuardLimitBroken",alertstate="firing"}'
                    eval_time: 145m
                    exp_samples:
            {{Alert("leaking", "liveHeap", "growthPerHour")}}
            {{Alert("routines", "goroutines", "growthPerHour")}}
            {{Alert("growing", "rss", "growthPerHour")}}
            {{Alert("large", "rss", "peak")}}
                  - expr: 'ALERTS{alertname="WesMemGuardLimitBroken"}'
                    eval_time: 40m
                    exp_samples:
            {{Alert("large", "rss", "peak")}}
                  - expr: 'ALERTS{alertname="WesMemGuardNotMeasured",alertstate="firing"}'
                    eval_time: 145m
                    exp_samples:
            {{Alert("silent", "WesMemGuardNotMeasured", "", "warning")}}
                  - expr: 'round(wesmemguard:live_heap:growth_per_hour{instance="leaking"})'
                    eval_time: 145m
                    exp_samples:
                      - labels: '{instance="leaking",job="wes"}'
                        value: 12000000
            """);

        (await PromtoolAsync("test", "rules", "test.yml")).ShouldContain("SUCCESS");
    }

    [Test]
    public async Task A_test_of_rules_that_expects_too_much_fails()
    {
        await WriteAsync();
        _folder.Write("test.yml", $$"""
            rule_files: [ rules.yml ]
            evaluation_interval: 1m
            tests:
              - interval: 1m
                input_series:
            {{Node("steady", next: "2000000000+40000x149", routines: "100+0x149", rss: "1000000000+0x149")}}
                promql_expr_test:
                  - expr: 'ALERTS'
                    eval_time: 145m
                    exp_samples:
            {{Alert("steady", "liveHeap", "growthPerHour")}}
            """);

        (await PromtoolAsync("test", "rules", "test.yml")).ShouldContain("FAILED");
    }

    [Test]
    public async Task The_expressions_of_the_dashboard_are_PromQL()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs/grafana/wesmemguard.json")));
        var expressions = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(p => p.GetProperty("targets").EnumerateArray()).Select(t => t.GetProperty("expr").GetString()!).ToList();
        expressions.Count.ShouldBeGreaterThan(8);
        _folder.Write("panels.yml", "groups:\n- name: panels\n  rules:\n" + string.Concat(expressions.Select((e, i) =>
            $"  - record: panel:{i}\n    expr: {JsonSerializer.Serialize(Variable().Replace(e, ".*"), Plain)}\n")));

        (await PromtoolAsync("check", "rules", "panels.yml")).ShouldContain($"SUCCESS: {expressions.Count} rules found");
    }

    [Test]
    public async Task A_page_of_verdicts_has_no_fault()
    {
        _folder.Write("two.prom", TwoNodes.Prom);
        (await ToolRun.OfAsync(_folder.Path, "export", "two.prom", "--budget", "budget.json", "--out", "page.prom")).Code.ShouldBe(1);

        (await FedPromtoolAsync(File.ReadAllText(Path.Combine(_folder.Path, "page.prom")), "check", "metrics")).ShouldBeEmpty();
    }

    private async Task WriteAsync(params string[] more)
    {
        var run = await ToolRun.OfAsync(_folder.Path, ["rules", "budget.json", "--select", "up{job=\"wes\"}", "--over", "1h",
            "--out", "rules.yml", .. more]);
        run.Code.ShouldBe(0, run.ToString());
        run.Error.ShouldContain("mempool.txpool");
    }

    private static string Node(string name, string next, string routines, string rss, string start = "-86400+0x149") => string.Join('\n',
        Series(name, "go_memstats_next_gc_bytes", next), Series(name, "go_gc_gogc_percent", "100+0x149"),
        Series(name, "go_goroutines", routines), Series(name, "process_resident_memory_bytes", rss),
        Series(name, "process_start_time_seconds", start));

    private static string Series(string node, string name, string values) =>
        $"      - series: '{name}{{job=\"wes\",instance=\"{node}\"}}'\n        values: '{values}'";

    private static string Alert(string node, string metric, string limit) =>
        Alert(node, "WesMemGuardLimitBroken", $"limit=\"{limit}\",metric=\"{metric}\",", "critical");

    private static string Alert(string node, string name, string labels, string severity) =>
        $"          - labels: 'ALERTS{{alertname=\"{name}\",alertstate=\"firing\",instance=\"{node}\",job=\"wes\",{labels}"
        + $"severity=\"{severity}\"}}'\n            value: 1";

    private Task<string> PromtoolAsync(params string[] arguments) => FedPromtoolAsync("", arguments);

    /// <summary>What promtool says, complaints included.</summary>
    private async Task<string> FedPromtoolAsync(string input, params string[] arguments)
    {
        using var limit = new CancellationTokenSource(Longest);
        using var promtool = Process.Start(new ProcessStartInfo("promtool", arguments)
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            await promtool.StandardInput.WriteAsync(input);
            promtool.StandardInput.Close();
            var said = promtool.StandardOutput.ReadToEndAsync(limit.Token);
            var complained = promtool.StandardError.ReadToEndAsync(limit.Token);
            await promtool.WaitForExitAsync(limit.Token);
            return await said + await complained;
        }
        finally
        {
            promtool.Kill(entireProcessTree: true); // nothing, where it is over
        }
    }

    [GeneratedRegex(@"\$[a-z]+")]
    private static partial Regex Variable();
}
