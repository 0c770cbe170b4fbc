using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Fleets.Rules;

/// <summary>What there is to say of rules, and what they say.</summary>
internal static class RuleReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(RuleReasons));

    /// <summary>The head of a file of rules.</summary>
    public static Reason Head(string budget) => new(Texts, "rule.head", ("budget", budget));

    /// <summary>A limit without a rule.</summary>
    public static Reason LeftOut(string limit, Reason why) => new(Texts, "rule.leftOut", ("limit", limit), ("why", why));

    public static Reason NotOfProcess() => new(Texts, "rule.notOfProcess");

    public static Reason OfPhases() => new(Texts, "rule.ofPhases");

    /// <summary>A metric that no page exports.</summary>
    public static Reason NoFigure(string metric) => new(Texts, "rule.noFigure", ("metric", metric));

    /// <summary>What is to be a selector.</summary>
    public static Reason NoSelector(string text) => new(Texts, "rule.noSelector", ("text", text));

    /// <summary>A time that says nothing of a slope.</summary>
    public static Reason TooShort(TimeSpan shortest) => new(Texts, "rule.tooShort", ("shortest", shortest));

    /// <summary>A node whose figure is larger than a limit allows.</summary>
    public static Reason Above(string node, string limit, string value) =>
        new(Texts, "rule.above", ("node", node), ("limit", limit), ("value", value));

    /// <summary>A node whose figure grows faster than a limit allows.</summary>
    public static Reason Grows(string node, string limit, string value) =>
        new(Texts, "rule.grows", ("node", node), ("limit", limit), ("value", value));

    /// <summary>How an alert came about.</summary>
    public static Reason Told(string over) => new(Texts, "rule.told", ("over", over));

    /// <summary>How an alert of a peak came about.</summary>
    public static Reason ToldOfPeak(string over) => new(Texts, "rule.toldOfPeak", ("over", over));

    /// <summary>A node that does not answer.</summary>
    public static Reason Silent(string node) => new(Texts, "rule.silent", ("node", node));

    /// <summary>A node that was judged and broke a limit.</summary>
    public static Reason Judged(string node, string limit) => new(Texts, "rule.judged", ("node", node), ("limit", limit));
}
