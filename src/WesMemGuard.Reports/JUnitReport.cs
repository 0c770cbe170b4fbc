using System.Globalization;
using System.Text;
using System.Xml;
using WesMemGuard.Budgets;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports;

/// <summary>
/// Judged scenarios as JUnit XML: a suite a scenario, a test a limit. Only what held passes; what could not be judged
/// is an error with its reason.
/// </summary>
internal static class JUnitReport
{
    /// <summary>Writes one file for all scenarios.</summary>
    public static void Write(IReadOnlyList<JUnitScenario> scenarios, TextWriter to)
    {
        using var xml =
            XmlWriter.Create(to,
            new XmlWriterSettings { Indent = true, Encoding = Encoding.UTF8, NewLineChars = "\n", CloseOutput = false });
        xml.WriteStartElement("testsuites");
        foreach (var scenario in scenarios)
            Write(scenario, xml);
        xml.WriteEndElement();
    }

    private static void Write(JUnitScenario scenario, XmlWriter xml)
    {
        var verdicts = scenario.Verdict?.Verdicts ?? [];
        var broken = verdicts.Count(v => v.Outcome == Outcome.Broken);
        var errors = verdicts.Count(v => v.Outcome is Outcome.Inconclusive or Outcome.NotMeasured) + (scenario.Verdict is null ? 1 : 0);
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", scenario.Name);
        Attribute(xml, "tests", Count(Math.Max(verdicts.Count, scenario.Verdict is null ? 1 : 0)));
        Attribute(xml, "failures", Count(broken));
        Attribute(xml, "errors", Count(errors));
        Attribute(xml, "time", Seconds(scenario.Took));
        Properties(scenario.Verdict?.Loads ?? [], xml);
        for (var i = 0; i < verdicts.Count; i++)
            Write(scenario, verdicts[i], i, xml);
        if (scenario.Verdict is null)
            Case(xml, scenario, "input", null, "error", "bad input", scenario.Error?.In(Language.English) ?? "not judged");
        xml.WriteEndElement();
    }

    private static void Properties(IReadOnlyList<LoadRow> loads, XmlWriter xml)
    {
        if (loads.Count == 0)
            return;
        xml.WriteStartElement("properties");
        foreach (var load in loads)
        {
            Property(xml, load, "asked", Count(load.Asked));
            Property(xml, load, "sent", Count(load.Sent));
            Property(xml, load, "ok", Count(load.Ok));
            Property(xml, load, "failed", Count(load.Failed));
            Property(xml, load, "latencyP99", LoadCells.Milliseconds(load.Latency?.P99));
            Property(xml, load, "lateness", LoadCells.Milliseconds(load.Lateness?.P99));
        }

        xml.WriteEndElement();
    }

    private static void Property(XmlWriter xml, LoadRow load, string figure, string value)
    {
        xml.WriteStartElement("property");
        Attribute(xml, "name", $"load.{load.Phase}.{figure}");
        Attribute(xml, "value", value);
        xml.WriteEndElement();
    }

    private static void Write(JUnitScenario scenario, Verdict v, int number, XmlWriter xml)
    {
        var element = v.Outcome switch { Outcome.Held => null, Outcome.Broken => "failure", _ => "error" };
        // Readers tell tests apart by name: two limits may differ in nothing else.
        Case(xml, scenario, $"{number + 1} {Outcomes.Limit(scenario.Budget, number, v)}",
            scenario.Budget?.Limits.ElementAtOrDefault(number), element, v.Reason.In(Language.English), v.Message.In(Language.English));
    }

    private static void Case(XmlWriter xml, JUnitScenario scenario, string name, Limit? limit, string? element, string reason,
        string message)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", scenario.Name);
        Attribute(xml, "name", name);
        if (limit is { Line: > 0 })
        {
            Attribute(xml, "file", scenario.Budget!.File);
            Attribute(xml, "line", Count(limit.Line));
        }

        // One replay serves all limits: each has its share of the time.
        Attribute(xml, "time", Seconds(scenario.Took / Math.Max(1, scenario.Verdict?.Verdicts.Count ?? 1)));
        if (element is not null)
        {
            xml.WriteStartElement(element);
            Attribute(xml, "message", reason);
            xml.WriteString(Valid(message));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, Valid(value));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);

    // XML can't hold every character, escaped or not: half a pair and U+FFFE are replaced.
    private static string Valid(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in SafeText.Of(text).EnumerateRunes())
            valid.Append(rune.Value is 0xFFFE or 0xFFFF ? Rune.ReplacementChar.ToString() : rune.ToString());
        return valid.ToString();
    }
}

/// <summary>A scenario as JUnit files tell it.</summary>
/// <param name="Name">Its folder's name.</param>
/// <param name="Budget">Its budget; null with bad input.</param>
/// <param name="Verdict">What the judge said; null with bad input.</param>
/// <param name="Error">What is wrong with the input; null when nothing is.</param>
internal sealed record JUnitScenario(string Name, MemoryBudget? Budget, RunVerdict? Verdict, Reason? Error)
{
    /// <summary>How long it took to replay and judge it.</summary>
    public TimeSpan Took { get; init; }
}
