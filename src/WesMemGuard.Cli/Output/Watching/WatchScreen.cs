using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;
using WesMemGuard.Harness;
using WesMemGuard.Harness.Watching;
using WesMemGuard.Reasons;
using WesMemGuard.Reports.Charts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output.Watching;

/// <summary>
/// A watched node as one screen, never wider or higher than the terminal. All that it quotes is escaped, and nothing of it is markup.
/// </summary>
/// <param name="url">The node.</param>
/// <param name="file">Where the run is kept, as it was given.</param>
/// <param name="language">The language of its words.</param>
internal sealed class WatchScreen(Uri url, string file, Language language)
{
    private const int NameWidth = 17;
    private const int MostFigure = 24;
    private const int MostSlope = 48;
    private const int LeastCourse = 8;
    private const int SlopeWidth = 31;
    private const int BarWidth = 10;
    private const int OutcomeWidth = 13;
    private const int Gap = 2;

    private static readonly ResourceTexts AllTexts = ResourceTexts.Beside(typeof(WatchScreen));
    private readonly LocalTexts _texts = AllTexts.In(language);

    /// <summary>The screen: the process always, limits and modules as far as there is room.</summary>
    public IRenderable Of(WatchMoment moment, WatchView view, int width, int height)
    {
        var lines = new List<IRenderable> { Head(moment, view, width),
            Line(State(moment), width, moment.IsGone ? Color.Red : null), Process(view, width) };
        // The last row stays free: a terminal would scroll.
        var room = height - view.Figures.Count - 5;
        if (view.Limits.Count > 0 && room >= 2)
        {
            var rows = Math.Min(view.Limits.Count, Math.Max(1, (room - 1) / 2));
            lines.Add(Limits(view, width, rows));
            room -= rows + 1;
        }

        if (view.Modules.Count > 0 && room >= 2)
            lines.Add(Modules(view, width, room - 1));
        lines.Add(Line(_texts["Keys"], width, Color.Grey));
        return new Rows(lines);
    }

    private Text Head(WatchMoment moment, WatchView view, int width)
    {
        var height = view.Height is { } h ? _texts.Format("Height", h) : "";
        var head = _texts.Format("Head", url.GetLeftPart(UriPartial.Authority),
            WatchText.Elapsed(moment.Now - moment.Recent.Last.Header.StartedAt), moment.Phase, view.Samples) + height;
        return Line(head.Length + file.Length + 2 < width ? $"{head}  {file}" : head, width, Color.Aqua);
    }

    private string State(WatchMoment moment) => moment.IsGone
        ? _texts.Format("Gone", WatchText.Elapsed(moment.Now - moment.AnsweredAt), Why(moment))
        : moment.Recent.Misses is var misses and > 0 ? _texts.Format("Misses", misses) : _texts["Answers"];

    private static string Why(WatchMoment moment) => (moment.Recent.Last.Memory.LastOrDefault().Miss
        ?? moment.Recent.Last.Metrics.LastOrDefault().Miss)?.Detail ?? "";

    private Table Process(WatchView view, int width)
    {
        // Figures are never cut: what is left is the slope's, whose reasons may be, and the course's.
        var name = Needed(_texts["Process"], view.Figures.Select(f => f.Name), NameWidth);
        var value = Needed(_texts["Now"], view.Figures.Select(WatchText.Value), MostFigure);
        var left = width - name - value - (4 * Gap);
        var whole = Needed(_texts["Slope"], view.Figures.Where(f => f.Why is null).Select(WatchText.Slope), MostSlope);
        var slope = Math.Clamp(left, 0, Math.Max(whole, SlopeWidth) + Math.Max(0, (width - 80) / 2));
        var course = Math.Max(0, left - slope);
        return Grid(
            view.Figures, null,
            new Column<WatchFigure>(_texts["Process"], name, f => f.Name),
            new Column<WatchFigure>(_texts["Now"], value, WatchText.Value) { IsFigure = true },
            new Column<WatchFigure>(_texts["Slope"], slope, f => f.Why is { } why
                ? why.In(language) : WatchText.Slope(f))
            { Color = f => f.Why is null ? null : Color.Grey },
            new Column<WatchFigure>(_texts["Course"], course < LeastCourse ? 0 : course, f => Sparkline.Of(f.Course, course))
            { Color = _ => Color.Green });
    }

    /// <summary>The columns that the widest of some texts needs.</summary>
    private static int Needed(string title, IEnumerable<string> texts, int most) =>
        Math.Min(most, texts.Append(title).Max(t => Cells(SafeText.Of(t))));

    private Table Limits(WatchView view, int width, int most)
    {
        var bar = width < 60 ? 0 : BarWidth + 9;
        var name = Math.Clamp(width - bar - OutcomeWidth - (3 * Gap), 8, 46);
        var reason = width - name - bar - OutcomeWidth - (4 * Gap);
        var worstFirst = view.Limits.OrderByDescending(l => l.Verdict?.Outcome).ToList();
        var shown = worstFirst.Count <= most ? most : most - 1;
        return Grid(
            worstFirst.Take(shown), shown < worstFirst.Count ? _texts.Format("More", worstFirst.Count - shown) : null,
            new Column<WatchLimit>(_texts["Budget"], name, l => LimitTitle.Of(l.Limit)),
            new Column<WatchLimit>("", bar,
                l => BudgetBar.Of(l.Verdict?.Value, l.Verdict?.Budget ?? 0, BarWidth))
            { Color = l => ColorOf(l.Verdict?.Outcome) },
            new Column<WatchLimit>(_texts["Outcome"], OutcomeWidth, l => l.Verdict is { } v
                ? OutcomeReasons.Of(v.Outcome).In(language) : _texts.Format("Waits", l.WaitsFor))
            {
                Color = l =>
                ColorOf(l.Verdict?.Outcome)
            },
            new Column<WatchLimit>("", reason < 20 ? 0 : reason, l => l.Verdict?.Reason.In(language) ?? "") { Color = _ => Color.Grey });
    }

    private Table Modules(WatchView view, int width, int most)
    {
        var shown = view.Modules.Take(view.Modules.Count <= most ? most : most - 1).ToList();
        var name = Needed(_texts["Modules"], shown.Select(m => m.Name), NameWidth);
        (string Title, Func<WatchModule, string> Text)[] figures =
            [(_texts["Objects"], m => Count(m.Objects)), (_texts["Bytes"], m => Count(m.Bytes)),
             (_texts["Cache"], m => Count(m.CacheItems)), (_texts["Queue"], m => Count(m.QueueLength))];
        var left = width - name - Gap;
        var columns = new List<Column<WatchModule>> { new(_texts["Modules"], name, m => m.Name) };
        foreach (var (title, text) in figures)
        {
            // A column that has no room for its figures goes: half a number is a wrong one.
            var needed = Needed(title, shown.Select(text), MostFigure);
            if (left < needed + Gap)
                break;
            columns.Add(new Column<WatchModule>(title, needed, text) { IsFigure = true });
            left -= needed + Gap;
        }

        var course = Math.Max(0, left - Gap);
        columns.Add(new Column<WatchModule>(_texts["Course"], course < LeastCourse ? 0 : course,
            m => m.Moves ? Sparkline.Of(m.Course, course) : "")
        { Color = _ => Color.Green });
        return Grid(shown, shown.Count < view.Modules.Count ? _texts.Format("More", view.Modules.Count - shown.Count) : null, [.. columns]);
    }

    /// <summary>Rows in columns of fixed widths; columns without width are left out.</summary>
    private static Table Grid<T>(IEnumerable<T> rows, string? more, params IEnumerable<Column<T>> columns)
    {
        var shown = columns.Where(c => c.Width > 0).ToList();
        var table = new Table().NoBorder();
        foreach (var column in shown)
        {
            table.AddColumn(new TableColumn(Terminal.Text(Clip(column.Title, column.Width), new Style(decoration: Decoration.Bold)))
            {
                Width = column.Width,
                NoWrap = true,
                Padding = new Padding(0, 0, Gap, 0),
                Alignment = column.IsFigure ? Justify.Right : Justify.Left,
            });
        }

        foreach (var row in rows)
            table.AddRow(shown.Select(c => Line(c.Text(row), c.Width, c.Color(row))));
        if (more is not null)
            table.AddRow(Line(more, shown[0].Width, Color.Grey));
        return table;
    }

    private sealed record Column<T>(string Title, int Width, Func<T, string> Text)
    {
        public bool IsFigure { get; init; }

        public Func<T, Color?> Color { get; init; } = _ => null;
    }

    private static string Count(double count) => WatchText.Amount(count, isSize: false);

    private static Text Line(string text, int width, Color? color = null) =>
        Terminal.Text(Clip(SafeText.Of(text).Replace('\n', ' '), width), color is { } c ? new Style(c) : Style.Plain);

    /// <summary>As much of a text as so many columns hold; a Chinese letter takes two. The library would wrap it.</summary>
    private static string Clip(string text, int width)
    {
        if (Cells(text) <= width)
            return text;
        var clipped = new StringBuilder();
        var cells = 1;
        foreach (var rune in text.EnumerateRunes())
        {
            cells += Cells(rune.ToString());
            if (cells > width)
                break;
            clipped.Append(rune);
        }

        return clipped.Append('…').ToString();
    }

    private static int Cells(string text) => Segment.CellCount([new Segment(text)]);

    private static Color? ColorOf(Outcome? outcome) => outcome switch
    {
        Outcome.Held => Color.Green,
        Outcome.Broken => Color.Red,
        Outcome.Inconclusive => Color.Yellow,
        Outcome.NotMeasured => Color.Fuchsia,
        _ => null,
    };
}
