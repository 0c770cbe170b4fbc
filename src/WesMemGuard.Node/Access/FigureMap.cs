using System.Text;
using WesMemGuard.Input;
using WesMemGuard.Runs;
using WesMemGuard.Texts;

namespace WesMemGuard.Node.Access;

/// <summary>
/// What a page calls its figures, when some layer between the runtime and the page renames them: each line whose name is mapped gets
/// the usual one before anything else reads the page, and so recordings hold usual names.
/// </summary>
internal sealed class FigureMap
{
    private readonly Rule[] _rules;
    private readonly HashSet<string> _replaced;

    private FigureMap(Rule[] rules)
    {
        _rules = rules;
        _replaced = [.. rules.Where(r => !r.Figure.Contains('*', StringComparison.Ordinal)).Select(r => r.Figure)];
    }

    /// <summary>Of texts like <c>go_goroutines=app_goroutines{kind="all"}</c> or <c>go_*=app_go_*</c>.</summary>
    /// <exception cref="BadInputException">One is none, or names a figure that nobody reads.</exception>
    public static FigureMap Of(IReadOnlyList<string> texts, string option) => new([.. texts.Select(t => RuleOf(t, option))]);

    /// <summary>A page with usual names.</summary>
    public byte[] Renamed(ReadOnlySpan<byte> page)
    {
        var text = Encoding.UTF8.GetString(page);
        var renamed = new StringBuilder(text.Length);
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range];
            if (Line(line) is { } written)
                renamed.Append(written).Append('\n');
        }

        // A page that was torn stays torn: it ends as it ended. One whose lines were all replaced has none.
        if (renamed.Length > 0)
            renamed.Length -= 1;
        return Encoding.UTF8.GetBytes(renamed.ToString());
    }

    private string? Line(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAny(" \t{");
        if (end <= 0 || line[0] == '#')
            return line.ToString();
        var name = line[..end].ToString();
        var close = line[end] == '{' ? line.LastIndexOf('}') : -1;
        var labels = close > end ? line[(end + 1)..close].ToString() : "";
        foreach (var rule in _rules)
        {
            if (rule.FigureOf(name, labels) is { } figure)
                return figure + (rule.Labels.Length > 0 ? line[(close + 1)..] : line[end..]).ToString();
        }

        return _replaced.Contains(name) ? null : line.ToString();
    }

    private static Rule RuleOf(string text, string option)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var (figure, name) = at < 0 ? ("", "") : (text[..at].Trim(), text[(at + 1)..].Trim());
        var open = name.IndexOf('{', StringComparison.Ordinal);
        string[] labels = open > 0 && name.EndsWith('}')
            ? name[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        name = open > 0 ? name[..open] : name;
        if (figure.Length == 0 || name.Length == 0 || Stars(figure) > 1 || Stars(figure) != Stars(name))
            throw new BadInputException(option,
                $"needs FIGURE=NAME, NAME with labels or each with one *, like go_goroutines=app_goroutines{{kind=\"all\"}} "
                    + $"or go_*=app_go_*; got \"{text}\"");
        if (Stars(figure) == 0 && !PrometheusFigures.Names.Contains(figure))
            throw new BadInputException(option, $"\"{figure}\" is no figure that is read"
                + (NearestName.Of(figure, PrometheusFigures.Names) is { } near ? $"; did you mean \"{near}\"?" : "")
                + $" There are: {string.Join(", ", PrometheusFigures.Names)}");
        return new Rule(figure, name, labels);
    }

    private static int Stars(string text) => text.Count(c => c == '*');

    private sealed record Rule(string Figure, string Name, string[] Labels)
    {
        public string? FigureOf(string name, string labels)
        {
            if (!Array.TrueForAll(Labels, label => labels.Contains(label, StringComparison.Ordinal)))
                return null;
            var star = Name.IndexOf('*', StringComparison.Ordinal);
            if (star < 0)
                return name == Name ? Figure : null;
            var (before, after) = (Name[..star], Name[(star + 1)..]);
            return name.Length >= before.Length + after.Length
                && name.StartsWith(before, StringComparison.Ordinal) && name.EndsWith(after, StringComparison.Ordinal)
                ? Figure.Replace("*", name[before.Length..^after.Length], StringComparison.Ordinal) : null;
        }
    }
}
