using Spectre.Console;
using WesMemGuard.Cli.Options;

namespace WesMemGuard.Cli.Output;

/// <summary>Spectre consoles over the writers of <see cref="Surroundings"/>.</summary>
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
            Out = new AnsiConsoleOutput(into ?? shown),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    /// <summary>A word in a style, where what shows it has colours.</summary>
    public static string Coloured(string word, Style style, Surroundings surroundings)
    {
        using var text = new StringWriter();
        Of(surroundings.Out, surroundings.IsTerminal, Math.Max(80, surroundings.Width), text).Write(new Text(word,
            style));
        return text.ToString();
    }

    /// <summary>Writes a table without its empty lines and the blanks at their ends.</summary>
    public static void Write(Table table, Surroundings surroundings)
    {
        using var text = new StringWriter();
        Of(surroundings.Out, surroundings.IsTerminal, surroundings.Width, text).Write(table);
        foreach (var line in text.ToString().ReplaceLineEndings("\n").Split('\n').Where(l => l.Trim().Length > 0))
            surroundings.Out.WriteLine(line.TrimEnd());
    }
}
