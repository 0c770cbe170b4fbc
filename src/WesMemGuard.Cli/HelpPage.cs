using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.Text;
using WesMemGuard.Cli.Output;

namespace WesMemGuard.Cli;

/// <summary>
/// The help of a command in the user's language: what it does, how it is called, its arguments, options and commands. The library's
/// own page is English, and the single file would compile its LINQ over value tuples at each start: a fifth of the time to help.
/// </summary>
/// <param name="words">The headings.</param>
/// <param name="width">
/// Columns of the screen; <see cref="int.MaxValue"/> where there is none, 0 where it doesn't tell (a terminal that nobody gave a size).
/// </param>
internal sealed class HelpPage(LocalTexts words, int width)
{
    private const int Indent = 2;

    private readonly int _width = width > 0 ? width : int.MaxValue;
    private readonly StringBuilder _page = new();

    /// <summary>The whole page of a command, up to its examples.</summary>
    public string Of(Command command)
    {
        Heading("Description");
        foreach (var line in Wrapped(command.Description ?? "", _width - Indent))
            _page.AppendLine("  " + line);
        _page.AppendLine();
        Heading("Usage");
        foreach (var line in Wrapped(Usage(command), _width - Indent))
            _page.AppendLine("  " + line);
        _page.AppendLine();
        Columns("Arguments", Arguments(command));
        Columns("Options", OptionsOf(command));
        Columns("Commands", Commands(command));
        return _page.ToString();
    }

    private void Heading(string key) => _page.AppendLine(words[key]);

    private static Command? Above(Command command) => command.Parents.OfType<Command>().FirstOrDefault();

    private static string Usage(Command command)
    {
        List<string> parts = [];
        for (var at = command; at is not null; at = Above(at))
            parts.Insert(0, at.Name);
        if (command.Subcommands.Count > 0)
            parts.Add("[command]");
        foreach (var argument in command.Arguments)
        {
            var name = $"<{argument.Name}>{(argument.Arity.MaximumNumberOfValues > 1 ? "..." : "")}";
            parts.Add(argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name);
        }

        parts.Add("[options]");
        return string.Join(' ', parts);
    }

    private static List<(string Name, string What)> Arguments(Command command)
    {
        List<(string, string)> rows = [];
        foreach (var argument in command.Arguments)
            rows.Add(($"<{Label(argument, argument.HelpName)}>", argument.Description ?? ""));
        return rows;
    }

    // The command's own, the help, and those that every command below another has.
    private List<(string Name, string What)> OptionsOf(Command command)
    {
        List<(string, string)> own = [], usual = [], inherited = [];
        foreach (var option in command.Options)
            (option is HelpOption or VersionOption ? usual : own).Add(Row(option));
        for (var at = Above(command); at is not null; at = Above(at))
        {
            foreach (var option in at.Options)
            {
                if (option.Recursive)
                    inherited.Add(Row(option));
            }
        }

        return [.. own, .. usual, .. inherited];
    }

    private (string Name, string What) Row(Option option)
    {
        List<string> names = [option.Name, .. option.Aliases];
        names.RemoveAll(name => name.StartsWith('/'));
        names.Sort((one, other) => Dashes(one) != Dashes(other) ? Dashes(one) - Dashes(other) : string.CompareOrdinal(one, other));
        var name = string.Join(", ", names);
        if (option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool))
            name += $" <{Label(option, option.HelpName)}>";
        if (option.Required)
            name += " " + words["Required"];
        var what = option switch { HelpOption => words["Help"], VersionOption => words["Version"], _ => option.Description ?? "" };
        if (option.HasDefaultValue && option.ValueType != typeof(bool) && option.GetDefaultValue() is { } value)
            what += $" {words["Default"]} {value}]";
        return (name, what);
    }

    private static int Dashes(string name) => name.StartsWith("--", StringComparison.Ordinal) ? 2 : 1;

    private static List<(string Name, string What)> Commands(Command command)
    {
        List<(string, string)> rows = [];
        foreach (var below in command.Subcommands)
        {
            var name = below.Name;
            foreach (var argument in below.Arguments)
                name += $" <{Label(argument, argument.HelpName)}>";
            rows.Add((name, below.Description ?? ""));
        }

        return rows;
    }

    // What is said of the value, else the values that there are, else the name.
    private static string Label(Symbol symbol, string? said)
    {
        if (said is not null)
            return said;
        List<string> values = [];
        foreach (var value in symbol.GetCompletions(CompletionContext.Empty))
            values.Add(value.Label);
        return values.Count > 0 ? string.Join('|', values) : symbol.Name.TrimStart('-');
    }

    // Two columns beside each other; on a screen the first takes half of it at most, and both are wrapped.
    private void Columns(string heading, List<(string Name, string What)> rows)
    {
        if (rows.Count == 0)
            return;
        Heading(heading);
        int first = 0, second = 0;
        foreach (var (name, what) in rows)
            (first, second) = (Math.Max(first, TextWidth.Of(name)), Math.Max(second, TextWidth.Of(what)));
        if (first + second + (2 * Indent) > _width)
        {
            first = Math.Min(first, (_width / 2) - Indent);
            second = _width - first - (2 * Indent);
        }

        foreach (var (name, what) in rows)
        {
            List<string> left = Wrapped(name, first), right = Wrapped(what, second);
            for (var line = 0; line < Math.Max(left.Count, right.Count); line++)
            {
                var beside = line < left.Count ? left[line] : "";
                var told = line < right.Count ? right[line] : "";
                _page.AppendLine($"  {beside}{new string(' ', Math.Max(0, first - TextWidth.Of(beside)) + Indent)}{told}".TrimEnd());
            }
        }

        _page.AppendLine();
    }

    // Between words and before Chinese letters; where neither comes in time, wherever the line is full.
    private static List<string> Wrapped(string text, int most)
    {
        List<string> lines = [];
        var from = 0;
        while (from < text.Length)
        {
            int columns = 0, end = from, last = from;
            for (; end < text.Length && columns + TextWidth.Of(text[end]) <= Math.Max(2, most); end++)
            {
                columns += TextWidth.Of(text[end]);
                last = MayBegin(text, end) ? end : last;
            }

            if (end < text.Length && !MayBegin(text, end) && last > from)
                end = last;
            lines.Add(text[from..end].TrimEnd());
            from = end;
            while (from < text.Length && text[from] == ' ')
                from++;
        }

        return lines;
    }

    // Whether a line may begin here: not with what ends a clause, nor after what opens one.
    private static bool MayBegin(string text, int at) =>
        text[at] == ' '
        || (TextWidth.Of(text[at]) == 2 && !"，。、；：！？）》".Contains(text[at])
            && (at == 0 || text[at - 1] is not ('（' or '《')));
}
