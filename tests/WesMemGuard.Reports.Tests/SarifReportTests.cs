using System.Text;
using System.Text.Json;
using WesMemGuard.Input;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Tests;

internal sealed class SarifReportTests
{
    [Test]
    public void Only_what_held_passes_and_each_limit_has_its_line()
    {
        Outcome[] outcomes = [Outcome.Held, Outcome.Broken, Outcome.Inconclusive, Outcome.NotMeasured];
        var run = Written(new JUnitScenario("idle", SeenRun.Budget(4),
            new RunVerdict([.. outcomes.Select(o => SeenRun.Verdict(o, message: "what was seen"))]), null));

        var results = run.GetProperty("results").EnumerateArray().ToList();
        results.Select(r => (Text(r, "kind"), Text(r, "level")))
            .ShouldBe([("pass", "none"), ("fail", "error"), ("fail", "warning"), ("fail", "warning")]);
        var place = results[1].GetProperty("locations")[0].GetProperty("physicalLocation");
        Text(place.GetProperty("artifactLocation"), "uri").ShouldBe(SeenRun.Budget(4).File);
        place.GetProperty("region").GetProperty("startLine").GetInt32().ShouldBe(SeenRun.Budget(4).Limits[1].Line);
        Text(results[1].GetProperty("message"), "text").ShouldBe("what was seen");
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(r => Text(r, "id")).ToList();
        results.ShouldAllBe(r => rules[r.GetProperty("ruleIndex").GetInt32()] == Text(r, "ruleId"));
        results.Select(r => r.GetProperty("partialFingerprints").GetRawText()).Distinct().Count().ShouldBe(4);
    }

    [Test]
    public void A_culprit_is_a_related_place()
    {
        var verdict = SeenRun.Verdict(Outcome.Broken)
            with
        {
            Suspects = [new Suspect("txpool.(*TxPool).add", "txpool.go:412", "mempool.txpool", 1, 1, 1, 0.94),
            new Suspect("f", null, "m", 1, 1, 1, 0.06)]
        };

        var related = Written(new JUnitScenario("x", SeenRun.Budget(1), new RunVerdict([verdict]), null))
            .GetProperty("results")[0].GetProperty("relatedLocations");

        related.GetArrayLength().ShouldBe(2);
        Text(related[0].GetProperty("logicalLocations")[0], "fullyQualifiedName").ShouldBe("txpool.(*TxPool).add");
        related[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32().ShouldBe(412);
        related[1].TryGetProperty("physicalLocation", out _).ShouldBeFalse();
    }

    [Test]
    public void Bad_input_is_an_error_and_not_an_empty_run()
    {
        var result = Written(new JUnitScenario("bad", null, null, InputReasons.Verbatim("budget.json:1:2: no")))
            .GetProperty("results").EnumerateArray().ShouldHaveSingleItem();

        (Text(result, "kind"), Text(result, "level"), Text(result.GetProperty("message"), "text"))
            .ShouldBe(("fail", "error", "bad: budget.json:1:2: no"));
    }

    [Test]
    public void Hostile_names_stay_text()
    {
        SeenRun.HostileNames.ShouldNotBeEmpty();
        foreach (var name in SeenRun.HostileNames)
            Written(new JUnitScenario(name, SeenRun.Budget(1),
                new RunVerdict([SeenRun.Verdict(Outcome.Broken, name, name, name)]), null))
                .GetProperty("results").GetArrayLength().ShouldBe(1);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static JsonElement Written(JUnitScenario scenario)
    {
        using var to = new MemoryStream();
        SarifReport.Write([scenario], "1.2.3", to);
        using var log = JsonDocument.Parse(Encoding.UTF8.GetString(to.ToArray()));
        Text(log.RootElement, "version").ShouldBe("2.1.0");
        return log.RootElement.GetProperty("runs")[0].Clone();
    }
}
