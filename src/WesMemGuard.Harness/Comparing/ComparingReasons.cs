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
}
