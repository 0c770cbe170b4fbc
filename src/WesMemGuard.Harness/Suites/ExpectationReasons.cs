using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Suites;

/// <summary>How a scenario came out otherwise than expected.</summary>
internal static class ExpectationReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ExpectationReasons));

    public static Reason Worst(Outcome expected, Outcome actual) => new(Texts, "expectation.worst",
        ("expected", OutcomeReasons.Of(expected)), ("actual", OutcomeReasons.Of(actual)));

    public static Reason Count(string file, int messages, int limits) =>
        new(Texts, "expectation.count", ("file", file), ("messages", messages), ("limits", limits));

    /// <summary>The first line of a message that differs; messages are compared in English.</summary>
    public static Reason Message(string limit, int line, string? should, string? was) => new(Texts, "expectation.message",
        ("of", limit), ("line", line),
        ("lines", ReasonValue.Of([Line(should), new Reason(Texts, "expectation.butIs"), Line(was)])));

    private static Reason Line(string? line) =>
        line is null ? new(Texts, "expectation.noLine") : new(Texts, "expectation.line", ("text", line));
}
