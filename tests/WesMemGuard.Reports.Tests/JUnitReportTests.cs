using System.Xml.Linq;
using WesMemGuard.Input;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Tests;

internal sealed class JUnitReportTests
{
    [Test]
    public void Only_what_held_passes()
    {
        var suite = Written(new JUnitScenario("idle", SeenRun.Budget(4), new RunVerdict(
            [SeenRun.Verdict(Outcome.Held), SeenRun.Verdict(Outcome.Broken, message: "it grew"),
                SeenRun.Verdict(Outcome.Inconclusive), SeenRun.Verdict(Outcome.NotMeasured)]),
                null)).Element("testsuite")!;

        (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value).ShouldBe(("4", "1", "2"));
        suite.Elements("testcase").Select(c => c.Elements().SingleOrDefault()?.Name.LocalName)
            .ShouldBe([null, "failure", "error", "error"]);
        suite.Elements("testcase").Select(c => c.Attribute("name")!.Value).Distinct().Count().ShouldBe(4);
        suite.Descendants("failure").Single().Value.ShouldBe("it grew");
    }

    [Test]
    public void Bad_input_is_an_error_and_not_an_empty_suite()
    {
        var suite = Written(new JUnitScenario("bad", null, null,
            InputReasons.Verbatim("budget.json:1:2: no"))).Element("testsuite")!;

        (suite.Attribute("tests")!.Value, suite.Attribute("errors")!.Value).ShouldBe(("1", "1"));
        suite.Descendants("error").Single().Value.ShouldBe("budget.json:1:2: no");
    }

    [Test]
    public void What_XML_can_not_hold_is_replaced()
    {
        SeenRun.HostileNames.ShouldNotBeEmpty();
        foreach (var name in SeenRun.HostileNames)
            Written(new JUnitScenario(name, null, new RunVerdict([SeenRun.Verdict(Outcome.Broken, name, name, name)]),
                null))
                .Descendants("testcase").Count().ShouldBe(1);
    }

    private static XElement Written(JUnitScenario scenario)
    {
        using var to = new StringWriter();
        JUnitReport.Write([scenario], to);
        return XDocument.Parse(to.ToString()).Root!;
    }
}
