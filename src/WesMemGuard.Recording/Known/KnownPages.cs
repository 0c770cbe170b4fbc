using System.Text;
using System.Text.RegularExpressions;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Known;

/// <summary>
/// Pages of lines, of which those are written that have the form of a figure: Prometheus' pages and the text of a heap.
/// </summary>
internal static partial class KnownPages
{
    /// <summary>Labels that name a kind, never who or where.</summary>
    private static readonly HashSet<string> Labels = new(
        ["quantile", "le", "version", "code", "status", "result", "type", "check_type", "issue_type", "severity", "level",
            "reason", "method", "goversion", "kind", "class", "state", "go_memory_type"],
        StringComparer.Ordinal);

    /// <summary>
    /// Whether a page has figures of Go's runtime, under the names of a client library or of OpenTelemetry.
    /// </summary>
    public static bool IsOfGo(string page) => page.StartsWith("go_", StringComparison.Ordinal)
        || page.Contains("\ngo_", StringComparison.Ordinal)
        || page.Contains("process_runtime_go_", StringComparison.Ordinal);

    /// <summary>A page in Prometheus' text format: names, figures, and the labels that are known.</summary>
    public static string Prometheus(string page) => Lines(page, line => line switch
    {
        "" => "",
        ['#', ..] => TypeLine().IsMatch(line) ? line : null,
        _ => FigureLine().Match(line) is { Success: true } figure
            ? figure.Groups["name"].Value + LabelsOf(figure.Groups["labels"].Value) + figure.Groups["rest"].Value : null,
    });

    /// <summary>
    /// The text of <c>/debug/pprof/heap?debug=1</c>: counts, addresses, functions, and the figures at its end.
    /// </summary>
    public static string Heap(string page, Scrubber scrubber) =>
        Lines(page, line => HeapLine().IsMatch(line) ? scrubber.Known(line) : null);

    private static string LabelsOf(string labels)
    {
        if (labels.Length == 0)
            return "";
        var kept = LabelPair().Matches(labels).Select(pair =>
        {
            var (name, value) = (pair.Groups["name"].Value, pair.Groups["value"].Value);
            return Labels.Contains(name) && value.Length <= 40
                && KnownText.IsName(value) ? pair.Value : $"{name}=\"{KnownText.Of("text", value.Length)}\"";
        });
        return "{" + string.Join(',', kept) + "}";
    }

    /// <summary>Line ends stay as they are: a page that was cut off stays so.</summary>
    private static string Lines(string page, Func<string, string?> known)
    {
        var text = new StringBuilder(page.Length);
        var at = 0;
        while (at < page.Length)
        {
            var end = page.IndexOf('\n', at);
            var line = page[at..(end < 0 ? page.Length : end)];
            var carriage = line.EndsWith('\r') ? "\r" : "";
            if (known(line.TrimEnd('\r')) is { } kept)
                text.Append(kept).Append(carriage).Append(end < 0 ? "" : "\n");
            else if (end < 0)
                text.Append(KnownText.Of("line", line.Length));
            at = end < 0 ? page.Length : end + 1;
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\A# TYPE [A-Za-z_:][A-Za-z0-9_:]{0,99} [a-z]{1,20}\z|\A# EOF\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex TypeLine();

    [GeneratedRegex(
        @"\A(?<name>[A-Za-z_:][A-Za-z0-9_:]{0,99})(?:\{(?<labels>(?:[A-Za-z_][A-Za-z0-9_]{0,60}=""(?:[^""\\]|"
            + @"\\.)*"",?\s*)*)\})?(?<rest>[ \t]+[^\s""]{1,40}(?:[ \t]+-?[0-9.]{1,20})?[ \t]*)\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex FigureLine();

    [GeneratedRegex(@"(?<name>[A-Za-z_][A-Za-z0-9_]{0,60})=""(?<value>(?:[^""\\]|\\.)*)""", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex LabelPair();

    [GeneratedRegex(
        @"\A(?:heap profile: [0-9: @/\[\]a-z.]{1,200}|[0-9]+: [0-9]+ \[[0-9]+: [0-9]+\] @[ 0-9a-fx]*|"
            + @"#\t0x[0-9a-f]+\t[^\s""]{1,300}(?:\t+[^\t""]{1,300})?|#?\s*|# [A-Za-z]{1,30} = [0-9. \[\]/%-]{0,20000}|# (?:DebugGC|"
            + @"EnableGC|MAXRSS|runtime\.MemStats)[ =a-zA-Z0-9]*)\z",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex HeapLine();
}
