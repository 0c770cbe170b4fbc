using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Options;

/// <summary>What the tool says of itself.</summary>
internal static class CommandReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(CommandReasons));

    public static Reason Interrupted() => new(Texts, "command.interrupted");

    public static Reason See(string command) => new(Texts, "command.see", ("command", command));

    /// <summary>There is no such verb: the one that was probably meant, or all that there are.</summary>
    public static Reason NoVerb(string word, string? near, IReadOnlyList<string> verbs) => near is null
        ? new(Texts, "command.noVerb", ("word", word), ("verbs", ReasonValue.Of(verbs)))
        : new(Texts, "command.nearVerb", ("word", word), ("near", near));

    public static Reason FollowsOne() => new(Texts, "command.followsOne");

    /// <summary>Not a number of addresses.</summary>
    public static Reason NoCount(int most, string text) => new(Texts, "command.noCount", ("most", most), ("text", text));

    /// <summary>A failure of our own.</summary>
    public static Reason Internal(string error) => new(Texts, "command.internal", ("error", ReasonValue.Of(error.Split('\n'))));

    public static Reason Sums(int scenarios, int limits, IReadOnlyList<Reason> outcomes, Reason? expectations) =>
        new(Texts, "command.sums", ("scenarios", scenarios), ("limits", limits), ("outcomes", ReasonValue.Of(outcomes)),
            ("expectations", expectations));

    public static Reason Expectations(int met, int unmet) => new(Texts, "command.expectations", ("met", met), ("unmet", unmet));

    public static Reason Counted(int count, Reason outcome) => new(Texts, "command.counted", ("count", count), ("outcome", outcome));

    public static Reason BadInput() => new(Texts, "command.badInput");

    public static Reason NotAsExpected(string scenario, Reason difference) =>
        new(Texts, "command.notAsExpected", ("scenario", scenario), ("difference", difference));

    public static Reason AsExpected() => new(Texts, "command.asExpected");

    public static Reason ExpectedOrNot(bool isExpected) => isExpected ? AsExpected() : new(Texts, "command.notExpected");

    /// <summary>So many limits, and where they differ how many came out how.</summary>
    public static Reason Limits(int limits, IReadOnlyList<Reason> outcomes) =>
        new(Texts, "command.limits", ("limits", limits), ("outcomes", outcomes.Count == 0 ? ReasonValue.None : ReasonValue.Of(outcomes)));

    public static Reason Expected(bool isExpected) => isExpected ? new(Texts, "command.yes") : new(Texts, "command.no");

    public static Reason PidOption() => new(Texts, "command.pid");

    public static Reason NoPid(string text) => new(Texts, "command.noPid", ("text", text));

    public static Reason NotWithPid(string option) => new(Texts, "command.notWithPid", ("option", option));
}
