using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Bisecting;

/// <summary>What a bisection has to say.</summary>
internal static class BisectReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(BisectReasons));

    public static Reason NoCommit(string revision) => new(Texts, "bisect.noCommit", ("revision", revision));

    public static Reason NoAncestor(string good, string bad) => new(Texts, "bisect.noAncestor", ("good", good), ("bad", bad));

    public static Reason GitFailed(int code, string said) => new(Texts, "bisect.gitFailed", ("code", code), ("said", said));

    public static Reason GitTooLong(TimeSpan patience) => new(Texts, "bisect.gitTooLong", ("patience", patience));

    public static Reason NoGit(string error) => new(Texts, "bisect.noGit", ("error", error));

    public static Reason RunsDisagree(int runs) => new(Texts, "bisect.runsDisagree", ("runs", runs));

    public static Reason BuildFailed(int code, string said) =>
        new(Texts, "bisect.buildFailed", ("code", code), ("said", said.Length == 0 ? ReasonValue.None : said));

    public static Reason CommandTooLong(TimeSpan patience) => new(Texts, "bisect.commandTooLong", ("patience", patience));

    public static Reason NoLimit(int limit, int limits) => new(Texts, "bisect.noLimit", ("limit", limit), ("limits", limits));

    public static Reason OneScenario(int found) => new(Texts, "bisect.oneScenario", ("found", found));

    public static Reason StartNeedsNode() => new(Texts, "bisect.startNeedsNode");

    public static Reason PortTaken(string address) => new(Texts, "bisect.portTaken", ("address", address));

    public static Reason BadIsGood(string commit) => new(Texts, "bisect.badIsGood", ("commit", commit));

    public static Reason GoodIsBad(string commit) => new(Texts, "bisect.goodIsBad", ("commit", commit));

    public static Reason EndUntold(string commit) => new(Texts, "bisect.endUntold", ("commit", commit));

    public static Reason ManyCommits(int most, string good, string bad) =>
        new(Texts, "bisect.manyCommits", ("most", most), ("good", good), ("bad", bad));
}
