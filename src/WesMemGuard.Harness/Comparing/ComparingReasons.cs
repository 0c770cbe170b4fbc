using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Comparing;

/// <summary>What driving two builds side by side says.</summary>
internal static class ComparingReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ComparingReasons));

    public static Reason NoPairs(int paths) => new(Texts, "ab.noPairs", ("paths", paths));

    public static Reason ReplaysOnly() => new(Texts, "ab.replaysOnly");

    public static Reason OneWorkDirectory() => new(Texts, "ab.oneWorkDirectory");

    public static Reason Begins(int rounds, TimeSpan length) => new(Texts, "ab.begins", ("rounds", rounds), ("length", length));

    public static Reason Undecided(int figures, int rounds, TimeSpan next) =>
        new(Texts, "ab.undecided", ("figures", figures), ("rounds", rounds), ("next", next));

    /// <summary>The tests of a build begin.</summary>
    public static Reason ClientRound(int round, bool isHead, string command) => isHead
        ? new(Texts, "ab.testsOfHead", ("round", round), ("command", command))
        : new(Texts, "ab.testsOfBase", ("round", round), ("command", command));

    public static Reason CantRun(string why) => new(Texts, "ab.cantRun", ("why", why));

    public static Reason TestsTooLong(TimeSpan patience) => new(Texts, "ab.testsTooLong", ("patience", patience));

    /// <summary>The tests ended and left no measurement.</summary>
    /// <param name="code">Their exit code.</param>
    /// <param name="said">Their last lines.</param>
    public static Reason NothingLeft(int code, string said) =>
        new(Texts, "ab.nothingLeft", ("code", code), ("variable", Clients.MeasurementFile.Variable),
            ("said", said.Length == 0 ? ReasonValue.None : said));
}
