using System.Buffers;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Writing;

/// <summary>
/// Writes samples as CSV: a line each, time and process figures, then four columns a module (<c>mempool.txpool.objects</c>). A cell that a
/// spreadsheet would take for a formula is written with an apostrophe before it.
/// </summary>
internal static class SampleCsv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\"\r\n\t");

    /// <summary>Writes a header and all samples.</summary>
    public static void Write(IReadOnlyList<LogSample> samples, TextWriter to)
    {
        var modules = samples.SelectMany(s => s.Sample.Modules).Select(m => m.Module).Distinct(StringComparer.Ordinal).ToList();
        to.Write("at");
        foreach (var (name, _) in SampleColumns.Process)
            to.Write("," + name);
        foreach (var module in modules)
        {
            foreach (var (name, _) in SampleColumns.Module)
                to.Write("," + Cell($"{module}.{name}"));
        }

        to.Write('\n');
        foreach (var sample in samples)
            Row(sample, modules, to);
    }

    /// <summary>
    /// A text as a cell: quoted where it must be, never a formula (a name begins with <c>= + - @</c>, a tab or a return only to harm).
    /// </summary>
    public static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n')
            text = "'" + text;
        return text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static void Row(LogSample sample, List<string> modules, TextWriter to)
    {
        to.Write(SampleColumns.At(sample));
        foreach (var (_, value) in SampleColumns.Process)
            to.Write("," + (value(sample) is { } number ? SampleColumns.Number(number) : ""));
        foreach (var module in modules)
        {
            ModuleSample? own = null;
            foreach (var m in sample.Sample.Modules)
            {
                if (m.Module == module)
                    own = m;
            }

            foreach (var (_, value) in SampleColumns.Module)
                to.Write("," + (own is { } there ? SampleColumns.Number(value(there)) : ""));
        }

        to.Write('\n');
    }
}
