using System.Globalization;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;

namespace WesMemGuard.Node.Profiles;

/// <summary>Why profiles name nobody.</summary>
internal static class ProfileReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ProfileReasons));

    public static Reason TooFew(int profiles, ProfileKind kind) =>
        new(Texts, "profile.tooFew", ("profiles", profiles), ("kind", kind.Name()));

    public static Reason NobodyStandsOut(int profiles, ProfileKind kind) =>
        new(Texts, "profile.nobodyStandsOut", ("profiles", profiles), ("kind", kind.Name()));

    /// <summary>
    /// What would tell a growth from the sampling error: so long between two profiles, or a finer rate.
    /// </summary>
    public static Reason WouldStandOut(TimeSpan apart, ByteSize rate, TimeSpan needed, long neededRate) => new(
        Texts, "profile.wouldStandOut", ("apart", apart), ("rate", rate), ("needed", needed),
        ("neededRate", neededRate.ToString(CultureInfo.InvariantCulture)));

    public static Reason Unreadable(string file, string problem) =>
        new(Texts, "profile.unreadable", ("file", file), ("problem", problem));

    public static Reason NotComparable(string problem) => new(Texts, "profile.notComparable", ("problem", problem));
}
