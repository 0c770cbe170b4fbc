using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>What was measured: how many samples, how far apart, over how long, from what to what.</summary>
internal static class MeasuredReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(MeasuredReasons));

    public static Reason Samples(int count, string evidence) =>
        new(Texts, "measured.samples", ("count", count), ("evidence", SourceReasons.Named(evidence)));

    public static Reason Collections(int count, string evidence) =>
        new(Texts, "measured.collections", ("count", count), ("evidence", SourceReasons.Named(evidence)));

    public static Reason Profiles(int count) => new(Texts, "measured.profiles", ("count", count));

    /// <param name="count">What was counted.</param>
    /// <param name="apart">The usual distance of two; null for one alone.</param>
    /// <param name="span">How long the window is.</param>
    /// <param name="low">The least value, with its unit.</param>
    /// <param name="high">The largest one.</param>
    public static Reason Range(Reason count, TimeSpan? apart, TimeSpan span, string low, string high) =>
        new(Texts, "measured.range", ("count", count), Apart(apart), ("span", span), ("low", low), ("high", high));

    /// <param name="count">What was counted.</param>
    /// <param name="points">The points that a slope was fitted to; null where they are what was counted.</param>
    /// <param name="apart">The usual distance of two; null for one alone.</param>
    /// <param name="span">How long the window is.</param>
    /// <param name="first">The first value, with its unit.</param>
    /// <param name="last">The last one.</param>
    public static Reason Ends(Reason count, int? points, TimeSpan? apart, TimeSpan span, string first,
        string last) => new(
        Texts, "measured.ends", ("count", count), ("points", points is { } p ? p : ReasonValue.None), Apart(apart),
            ("span", span), ("first", first), ("last", last));

    public static Reason Level(string phase, string level, int points) =>
        new(Texts, "measured.level", ("phase", phase), ("level", level), ("points", points));

    public static Reason Levels(Reason before, Reason after, string evidence) =>
        new(Texts, "measured.levels", ("before", before), ("after", after),
            ("evidence", SourceReasons.Named(evidence)));

    public static Reason ProfileLevels(string from, ByteSize before, string to, ByteSize after) =>
        new(Texts, "measured.profileLevels", ("from", from), ("before", before), ("to", to), ("after", after));

    public static Reason Cycles(int cycles, string evidence, string first, string last) =>
        new(Texts, "measured.cycles", ("cycles", cycles), ("evidence", SourceReasons.Named(evidence)), ("first", first),
            ("last", last));

    private static (string, ReasonValue) Apart(TimeSpan? apart) => ("apart", apart is { } a ? a : ReasonValue.None);
}
