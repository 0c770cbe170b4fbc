using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Fleets.Report;

/// <summary>The words of a fleet's report.</summary>
internal static class ReportReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ReportReasons));

    public static Reason Title(string source, int nodes) =>
        new(Texts, "report.title", ("source", source), ("nodes", nodes));

    public static Reason Node() => new(Texts, "report.node");

    public static Reason Nodes() => new(Texts, "report.nodes");

    public static Reason Course() => new(Texts, "report.course");

    public static Reason Limit() => new(Texts, "report.limit");

    public static Reason Measured() => new(Texts, "report.measured");

    public static Reason Budget() => new(Texts, "report.budget");

    public static Reason Outcome() => new(Texts, "report.outcome");

    public static Reason Reason() => new(Texts, "report.reason");

    public static Reason Value() => new(Texts, "report.value");

    public static Reason Median() => new(Texts, "report.median");

    public static Reason By(string label) => new(Texts, "report.by", ("label", label));

    public static Reason Restarts(int restarts) => new(Texts, "report.restarts", ("restarts", restarts));

    /// <summary>Nodes beyond those of the table.</summary>
    public static Reason MoreNodes(int more) => new(Texts, "report.moreNodes", ("more", more));

    /// <summary>Broken limits beyond those whose messages are written.</summary>
    public static Reason MoreMessages(int more) => new(Texts, "report.moreMessages", ("more", more));

    public static Reason NoneDiffers() => new(Texts, "report.noneDiffers");

    public static Reason Differing(int nodes) => new(Texts, "report.differing", ("nodes", nodes));

    /// <summary>What was measured, and what the limit allows.</summary>
    public static Reason Against(string measured, string budget) =>
        new(Texts, "report.against", ("measured", measured), ("budget", budget));
}
