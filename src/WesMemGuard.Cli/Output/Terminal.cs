using Spectre.Console;
using WesMemGuard.Cli.Options;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// Spectre consoles over the writers of <see cref="Surroundings"/>. It alone draws, and each text that is drawn is made here, as text:
/// a raw string never comes to where a terminal would obey it.
/// </summary>
internal static class Terminal
{
    /// <summary>
    /// A console that writes to <paramref name="into"/> with the colours that <paramref name="shown"/> can show.
    /// </summary>
    public static IAnsiConsole Of(TextWriter shown, bool isTerminal, int width, TextWriter? into = null)
    {
        // Looked at here: what is between a console and its writer hides from it that there is a terminal.
        var colours = isTerminal && !Console.IsOutputRedirected
            && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(into ?? Drawn(shown)),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    /// <summary>A text in a table or on a screen: nothing in it is markup, and nothing is obeyed.</summary>
    public static Text Text(string text, Style? style = null) => new(SafeText.Of(text), style ?? Style.Plain);

    /// <summary>A bar that moves.</summary>
    public static ProgressTask AddTask(ProgressContext context, string text, double most) =>
        context.AddTask(Unmarked(text), maxValue: most);

    /// <summary>Says beside a bar what it stands for now.</summary>
    public static void Describe(ProgressTask bar, string text) => bar.Description = Unmarked(text);

    /// <summary>Writes a line with one word in a style, where what shows it has colours.</summary>
    /// <param name="to">Where it goes.</param>
    /// <param name="before">What stands before the word.</param>
    /// <param name="word">The word.</param>
    /// <param name="style">Its style.</param>
    /// <param name="after">What stands behind it; blanks at its end are left out.</param>
    public static void WriteLine(Surroundings to, string before, string word, Style style, string after)
    {
        using var coloured = new StringWriter();
        Of(to.Out, to.IsTerminal, Math.Max(80, to.Width), coloured).Write(Text(word, style));
        Drawn(to.Out).WriteLine((SafeText.Of(before) + coloured + SafeText.Of(after)).TrimEnd());
    }

    /// <summary>Writes a table without its empty lines and the blanks at their ends.</summary>
    public static void Write(Table table, Surroundings surroundings)
    {
        using var text = new StringWriter();
        Of(surroundings.Out, surroundings.IsTerminal, surroundings.Width, text).Write(table);
        foreach (var line in text.ToString().ReplaceLineEndings("\n").Split('\n').Where(l => l.Trim().Length > 0))
            Drawn(surroundings.Out).WriteLine(line.TrimEnd());
    }

    /// <summary>Writes a line over the one that was written so before: how far something is.</summary>
    /// <param name="to">A terminal.</param>
    /// <param name="text">The line.</param>
    /// <param name="isLast">Whether what comes next stands below it.</param>
    public static void Rewrite(TextWriter to, string text, bool isLast)
    {
        Drawn(to).Write($"\r{SafeText.Of(text)}{(isLast ? "\n" : "")}");
        to.Flush();
    }

    /// <summary>A text where the library takes markup.</summary>
    private static string Unmarked(string text) => Markup.Escape(SafeText.Of(text));

    private static TextWriter Drawn(TextWriter shown) => shown is ScrubbedWriter gate ? gate.Drawn : shown;
}
