using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Cli.Diffs;

/// <summary>Why profiles can't be compared.</summary>
internal static class DiffReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(DiffReasons));

    public static Reason TooFew(int found, ProfileKind kind, string? phase, Reason? why) =>
        new(Texts, "diff.tooFew", ("found", found), ("kind", kind.Name()), ("phase", phase), ("why", why));

    public static Reason Unreadable(string detail) => new(Texts, "diff.unreadable", ("detail", detail));

    public static Reason NotComparable(string detail) => new(Texts, "diff.notComparable", ("detail", detail));
}
