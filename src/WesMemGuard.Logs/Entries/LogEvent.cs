using WesMemGuard.Runs;
using WesMemGuard.Texts;

namespace WesMemGuard.Logs.Entries;

/// <summary>Something that a line of the log tells, on the samples' time axis.</summary>
/// <param name="At">When the line was written, UTC; for a console line without a time the last time before it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Level"><c>info</c>, <c>warn</c>, <c>error</c>, …; empty on the console's plain lines.</param>
/// <param name="Message">The line's message, at most 2,000 characters.</param>
/// <param name="Detail">Text fields worth showing: <c>reason</c>, <c>path</c>, <c>mode</c>, <c>action</c>,
/// <c>error</c>; null when there are none.</param>
/// <param name="Figures">The numbers of the line's fields and text, by name.</param>
/// <param name="Caller">The caller's file and line, by which a module is known: the log's own routing is broken (node.md 0.12).</param>
internal sealed record LogEvent(
    DateTimeOffset At, LogEventKind Kind, string Level, string Message, string? Detail, IReadOnlyList<LogFigure> Figures, string Caller)
{
    /// <summary>The level, on one line.</summary>
    public string Level { get; init => field = OneLine.Name(value); } = OneLine.Name(Level);

    /// <summary>The message, with nothing in it that a terminal obeys.</summary>
    public string Message { get; init => field = SafeText.Of(value); } = SafeText.Of(Message);

    /// <summary>The fields worth showing, the same way; null when there are none.</summary>
    public string? Detail { get; init => field = value is null ? null : SafeText.Of(value); } = Detail is null ? null : SafeText.Of(Detail);

    /// <summary>The caller, on one line.</summary>
    public string Caller { get; init => field = OneLine.Name(value); } = OneLine.Name(Caller);

    /// <summary>The figure of that name; null when the line has none.</summary>
    public double? Figure(string name)
    {
        foreach (var figure in Figures)
        {
            if (figure.Name == name)
                return figure.Value;
        }

        return null;
    }

    /// <summary>Whether it belongs on a chart beside samples: all but the lines that come every few seconds.</summary>
    public bool IsRare =>
        Kind is not (LogEventKind.RuntimeMonitor or LogEventKind.BlockMined or LogEventKind.BlockProduced or LogEventKind.PoolCounts
        or LogEventKind.PoolQueue or LogEventKind.PoolAfterBlock or LogEventKind.ConfirmationStuck or LogEventKind.IoPressure);

    /// <summary>The event as a run keeps it.</summary>
    public RunEvent ToRunEvent() => new(At, LogEventNames.Of(Kind), Detail is null ? Message : $"{Message}: {Detail}");
}

/// <summary>A number that a line carries.</summary>
/// <param name="Name">The field's name, or an English word for the text's: <c>total</c>, <c>height</c>.</param>
/// <param name="Value">The number, in the unit that the line uses.</param>
internal readonly record struct LogFigure(string Name, double Value)
{
    /// <summary>The name, on one line.</summary>
    public string Name { get; init => field = OneLine.Name(value); } = OneLine.Name(Name);
}

/// <summary>The names of events in files and on charts: <c>trend-warning</c>.</summary>
internal static class LogEventNames
{
    private static readonly Dictionary<LogEventKind, string> Names = Enum.GetValues<LogEventKind>().ToDictionary(k => k, Kebab);

    /// <summary>The name of a kind, lower case with dashes.</summary>
    public static string Of(LogEventKind kind) => Names[kind];

    private static string Kebab(LogEventKind kind) =>
        string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
