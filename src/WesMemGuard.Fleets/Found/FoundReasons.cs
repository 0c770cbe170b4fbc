using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Fleets.Found;

/// <summary>What is wrong with a found file.</summary>
internal static class FoundReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(FoundReasons));

    /// <summary>None of the forms that are read.</summary>
    public static Reason UnknownForm() => new(Texts, "found.unknownForm");

    public static Reason Empty() => new(Texts, "found.empty");

    /// <summary>A form that is read, without one figure that is known.</summary>
    public static Reason NoKnownFigure(IReadOnlyList<string> there, IReadOnlyList<string> known) => there.Count == 0
        ? new(Texts, "found.noFigure", ("known", ReasonValue.Of(known)))
        : new(Texts, "found.otherFigures", ("there", ReasonValue.Of(there)), ("known", ReasonValue.Of(known)));

    public static Reason LongLine(int longest) => new(Texts, "found.longLine", ("longest", longest));

    public static Reason NoJson() => new(Texts, "found.noJson");

    /// <summary>What a server wrote in place of series.</summary>
    public static Reason ServerError(string error) => new(Texts, "found.serverError", ("error", error));

    public static Reason NoSample() =>
        new(Texts, "found.noSample", ("example", "name{label=\"value\"} 12.5 1795000000"));

    public static Reason NoInfluxLine() => new(Texts, "found.noInfluxLine");

    public static Reason NoFigureIn(string series) => new(Texts, "found.noNumber", ("series", series));

    public static Reason NoFigureIn(string column, string text) =>
        new(Texts, "found.noNumberIn", ("column", column), ("text", text));

    public static Reason NoTimeIn(string text) => new(Texts, "found.noTimeIn", ("text", text));

    public static Reason NoTime(IReadOnlyList<string> columns) =>
        new(Texts, "found.noTime", ("columns", ReasonValue.Of(columns)));

    public static Reason OtherFields(int fields, int titles) =>
        new(Texts, "found.otherFields", ("fields", fields), ("titles", titles));

    public static Reason NoGzip() => new(Texts, "found.noGzip");

    public static Reason TooManyFiles(int most) => new(Texts, "found.tooManyFiles", ("most", most));

    /// <summary>Scrapes whose time nothing tells.</summary>
    public static Reason NoScrapeTimes() => new(Texts, "found.noScrapeTimes");

    /// <summary>More nodes than what was asked for can take.</summary>
    public static Reason SeveralNodes(int nodes, IReadOnlyList<string> some) =>
        new(Texts, "found.severalNodes", ("nodes", nodes), ("some", ReasonValue.Of(some)));
}
