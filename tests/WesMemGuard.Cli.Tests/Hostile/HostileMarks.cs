using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace WesMemGuard.Cli.Tests.Hostile;

/// <summary>
/// A text with what each kind of reader would obey, each behind the mark EVL: whoever shows it must have made it text by the rule of
/// the place where it stands.
/// </summary>
internal static partial class HostileMarks
{
    /// <summary>It begins as a formula does; a terminal, CI services, browsers, XML, Markdown and scripts are spoken to.</summary>
    public const string Text = "=cmd()EVL|x\n::error file=x::EVL\r\n::set-output name=a::EVL\n##[error]EVL##vso[task.complete]EVL"
        + "\u001b[31mEVL\u001b]8;;http://b\u0007EVL\u009b2J\u0000EVL\u202eEVL\u2066EVL\u2028::error::EVL\u2029EVL\u0085EVL\ufeff"
        + "EVL<script>alert(1)</script>EVL]]>EVL&EVL<!--EVL\"EVL' onload=1 EVL`EVL```EVL@all EVL[a](http://b)EVL![i](http://b)EVL\ud800EVL";

    /// <summary>What a terminal would obey, or a CI service in what it shows, and what turns a line around.</summary>
    private static readonly string[] Never = ["\u001b", "\u009b", "\u0007", "\u0000", "\u202e", "\u2066", "\u2028", "\u2029", "\u0085",
        "\ufeff"];

    /// <summary>What a CI service would obey anywhere in a line that it shows; files of data are not shown.</summary>
    private static readonly string[] NeverShown = ["##[", "##vso["];

    /// <summary>Budgets are written with comments.</summary>
    private static readonly JsonDocumentOptions Commented = new() { CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Holds what was written against the rule of its kind.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="kind">The ending of the file's name; <c>txt</c> for what a terminal or a CI service shows.</param>
    /// <param name="where">What messages call it.</param>
    /// <param name="isData">Whether it is a file that this product alone reads again.</param>
    public static void ShouldObeyNothing(this string text, string kind, string where, bool isData = false)
    {
        foreach (var sign in isData ? Never : [.. Never, .. NeverShown])
            text.Contains(sign, StringComparison.Ordinal)
                .ShouldBeFalse($"{where} holds U+{(int)sign[0]:X4}{sign[1..]}: {Around(text, sign)}");
        foreach (var line in text.Split('\n'))
        {
            line.TrimStart().StartsWith("::", StringComparison.Ordinal).ShouldBeFalse($"{where} commands a CI service: {line}");
            line.TrimEnd('\r').Contains('\r', StringComparison.Ordinal).ShouldBeFalse($"{where} returns in a line: {line}");
        }

        switch (kind)
        {
            case "json" or "sarif" or "jsonl":
                foreach (var document in kind == "jsonl" ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [text])
                    Parsed(document, where);
                break;
            case "html":
                ShouldHoldNo(text, where, "EVL<", "EVL\"", "EVL'", "EVL&EVL");
                break;
            case "xml":
                ShouldHoldNo(text, where, "EVL<", "EVL]]>", "EVL&EVL");
                XDocument.Parse(text);
                break;
            case "md":
                ShouldBeNoMarkup(text, where);
                break;
            case "csv":
                foreach (var field in text.Split('\n').SelectMany(Fields))
                    (field.Length == 0 || !"=+-@\t".Contains(field[0], StringComparison.Ordinal)
                        || double.TryParse(field, System.Globalization.CultureInfo.InvariantCulture, out _))
                        .ShouldBeTrue($"{where} holds the formula {field}");
                break;
        }
    }

    /// <summary>Outside of fences, where all is code.</summary>
    private static void ShouldBeNoMarkup(string text, string where)
    {
        string? fence = null;
        var shown = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            if (fence is not null)
                fence = line == fence ? null : fence;
            else if (line.StartsWith("```", StringComparison.Ordinal))
                fence = line[..(line.Length - line.TrimStart('`').Length)];
            else
                shown.Add(line);
        }

        fence.ShouldBeNull($"{where}: a fence has no end");
        ShouldHoldNo(string.Join('\n', shown), where, "EVL|", "EVL<", "EVL[", "EVL![", "EVL`", "EVL@", "EVL&EVL");
    }

    private static void Parsed(string document, string where)
    {
        try
        {
            JsonDocument.Parse(document, Commented).Dispose();
        }
        catch (JsonException e)
        {
            throw new ShouldAssertException($"{where} is no JSON: {e.Message}");
        }
    }

    private static void ShouldHoldNo(string text, string where, params string[] markup)
    {
        foreach (var sign in markup)
            text.Contains(sign, StringComparison.Ordinal).ShouldBeFalse($"{where} holds {sign}: {Around(text, sign)}");
    }

    private static IEnumerable<string> Fields(string line) =>
        Field().Matches(line).Select(m => m.Groups["quoted"].Success ? m.Groups["quoted"].Value : m.Groups["plain"].Value);

    private static string Around(string text, string sign)
    {
        var at = Math.Max(text.IndexOf(sign, StringComparison.Ordinal), 0);
        return text[Math.Max(0, at - 120)..Math.Min(text.Length, at + 60)];
    }

    [GeneratedRegex("(?:\"(?<quoted>(?:[^\"]|\"\")*)\"|(?<plain>[^,]*))(?:,|$)")]
    private static partial Regex Field();
}
