using System.Globalization;
using System.Text.Json;
using WesMemGuard.Tools.Tests.Services;

namespace WesMemGuard.Tools.Tests.Fleets;

/// <summary>A fleet judged from a real Prometheus, and told to a real Alertmanager.</summary>
internal sealed class PrometheusFleetTests
{
    private static readonly HttpClient Client = new();
    private static FilledPrometheus _prometheus = null!;
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public static async Task Fill() => _prometheus = await FilledPrometheus.StartAsync();

    [OneTimeTearDown]
    public static void Empty() => _prometheus.Dispose();

    [SetUp]
    public void Begin()
    {
        _folder = new TemporaryFolder();
        _folder.Write("budget.json", """
            { "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" },
                          { "of": "process", "metric": "goroutines", "growthPerHour": 10 } ] }
            """);
    }

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public async Task Each_node_gets_the_verdict_that_its_samples_allow()
    {
        var run = await JudgeAsync("--json");

        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        lines.ShouldNotBeEmpty(run.ToString());
        Outcomes(lines).ShouldBe(new Dictionary<string, string>
        {
            ["leaking:28680"] = "broken",
            ["steady:28680"] = "held",
            ["restarted:28680"] = "held",
            ["gapped:28680"] = "inconclusive",
            ["gone:28680"] = "inconclusive",
            ["two:28680"] = "inconclusive",
        }, ignoreOrder: true, run.ToString());
        lines.Single(l => Named(l) == "restarted:28680").GetProperty("restarts").GetInt32().ShouldBe(1);
        lines[0].GetProperty("verdicts")[0].GetProperty("value").GetDouble().ShouldBe(12, 0.3);
        lines[^1].GetProperty("fleet").GetProperty("groupings")[0].GetProperty("label").GetString().ShouldBe("version");
        run.Code.ShouldBe(1);
    }

    [Test]
    public async Task A_server_may_evaluate_by_steps_where_only_that_is_allowed()
    {
        var run = await JudgeAsync("--json", "--step", "30s");

        run.Code.ShouldBe(1, run.ToString());
        run.Out.ShouldContain("\"node\":\"leaking:28680\"");
    }

    [Test]
    public async Task An_alert_is_told_once_and_resolved_when_the_limit_holds_again()
    {
        using var alertmanager = await RealService.AlertmanagerAsync();
        string[] alert = ["--alert", alertmanager.Url, "--report-link", "http://reports/1"];

        var first = await JudgeAsync(alert);
        first.Error.ShouldContain("alerts sent to");
        var told = await AlertsAsync(alertmanager);
        told.Count.ShouldBe(3, first.ToString()); // the leak, and both limits of the node that is gone
        var leak = told.Single(a => a.GetProperty("labels").GetProperty("severity").GetString() == "critical");
        leak.GetProperty("labels").GetProperty("node").GetString().ShouldBe("leaking:28680");
        leak.GetProperty("annotations").GetProperty("measured").GetString().ShouldNotBeNull().ShouldStartWith("12.0 MiB/h");
        leak.GetProperty("annotations").GetProperty("link").GetString().ShouldBe("http://reports/1");

        (await JudgeAsync(alert)).Error.ShouldNotContain("sent");

        _folder.Write("budget.json", """
            { "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "40 MiB" },
                          { "of": "process", "metric": "goroutines", "growthPerHour": 10 } ] }
            """);
        (await JudgeAsync(alert)).Error.ShouldContain("1 alert sent to");
        (await AlertsAsync(alertmanager)).ShouldNotContain(a => a.GetProperty("labels").GetProperty("node").GetString() == "leaking:28680");
    }

    [Test]
    public async Task Without_nodes_the_selector_is_named()
    {
        var run = await ToolRun.OfAsync(_folder.Path, "judge", "--prometheus", _prometheus.Url, "--select",
            "up{job=\"none\"}",
            "--budget", "budget.json");

        run.Code.ShouldBe(4);
        run.Error.ShouldContain("no series of up{job=\"none\"}");
    }

    private Task<ToolRun> JudgeAsync(params string[] more) => ToolRun.OfAsync(_folder.Path,
        ["judge", "--prometheus", _prometheus.Url, "--select", "up{job=\"wes\"}", "--last", "4h", "--until",
            DateTimeOffset.FromUnixTimeSeconds(FilledPrometheus.End).ToString("O", CultureInfo.InvariantCulture), "--budget",
                "budget.json", .. more]);

    private static Dictionary<string, string> Outcomes(List<JsonElement> lines) => lines.Where(l => l.TryGetProperty("node", out _))
        .ToDictionary(Named, l => l.GetProperty("outcome").GetString()!);

    private static string Named(JsonElement line) => line.TryGetProperty("node", out var node) ? node.GetString()! : "";

    private static async Task<List<JsonElement>> AlertsAsync(RealService alertmanager)
    {
        var text = await Client.GetStringAsync(new Uri(alertmanager.Url + "/api/v2/alerts?active=true"));
        return [.. JsonDocument.Parse(text).RootElement.EnumerateArray()];
    }
}
