using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Fleets.Series;

/// <summary>What there is to say of series and of the nodes that they are of.</summary>
internal static class SeriesReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(SeriesReasons));

    public static Reason TooManyPoints(long most) => new(Texts, "series.tooManyPoints", ("most", most));

    public static Reason TooManyNodes(int most) => new(Texts, "series.tooManyNodes", ("most", most));

    /// <summary>A figure of <c>--map</c> that there is none of.</summary>
    public static Reason NoFigure(string name, IReadOnlyList<string> known) =>
        new(Texts, "series.noFigure", ("name", name), ("known", ReasonValue.Of(known)));

    /// <summary>One moment has two values.</summary>
    public static Reason Contradicted(string series) => new(Texts, "series.contradicted", ("series", series));
}
