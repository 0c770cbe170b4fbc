using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;
using WesMemGuard.Cli.Options;
using WesMemGuard.Files;
using WesMemGuard.HeapDumps;
using WesMemGuard.Input;
using WesMemGuard.Units;

namespace WesMemGuard.Cli.Output;

/// <summary>Two heap dumps of a .NET process held against each other, type by type.</summary>
internal static class DumpReport
{
    private const int MostRows = 40;

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(DumpReport));

    /// <summary>Whether a file is a heap dump by its name.</summary>
    public static bool IsDump(string path) => path.EndsWith(HeapDumpFile.Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells which types grew; with <paramref name="json"/> all that changed, one object a line.</summary>
    /// <exception cref="BadInputException">One is not there or is no dump.</exception>
    public static void Tell(Surroundings surroundings, string from, string to, bool json)
    {
        var (before, after) = (Read(surroundings.WorkingFolder, from), Read(surroundings.WorkingFolder, to));
        var changes = HeapDumpGrowth.Between(before, after);
        if (json)
        {
            foreach (var change in changes)
                surroundings.Out.WriteLine(Line(change));
            return;
        }

        var texts = Texts.In(surroundings.Language);
        surroundings.Out.WriteLine(SafeText.Of(texts.Format("Heap", from, to, before.Count, after.Count,
            SizeText.Write(before.Bytes), SizeText.Write(after.Bytes))));
        var grown = changes.Where(c => c.Bytes > 0).ToList();
        if (grown.Count == 0)
        {
            surroundings.Out.WriteLine(texts["Nothing"]);
            return;
        }

        Terminal.Write(Table(grown.Take(MostRows), texts), surroundings);
        if (grown.Count > MostRows)
            surroundings.Out.WriteLine(texts.Format("More", grown.Count - MostRows));
    }

    private static HeapDump Read(string folder, string path) =>
        HeapDumpFile.Read(PlainFile.Read(Path.GetFullPath(Path.Combine(folder, path)), path, HeapDumpFile.Largest),
            path);

    private static Table Table(IEnumerable<HeapDumpGrowth> rows, LocalTexts texts)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in new[] { "Growth", "Objects", "From", "To" })
            table.AddColumn(new TableColumn(Terminal.Text(texts[title])) { NoWrap = true, Alignment = Justify.Right });
        table.AddColumn(new TableColumn(Terminal.Text(texts["Type"])));
        foreach (var row in rows)
        {
            string[] cells =
            [
                "+" + SizeText.Write(row.Bytes), row.Count.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture),
                SizeText.Write(row.Before.Bytes), SizeText.Write(row.After.Bytes), row.Type,
            ];
            table.AddRow(cells.Select(c => Terminal.Text(c)));
        }

        return table;
    }

    private static string Line(HeapDumpGrowth change)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("by", "type");
            json.WriteString("name", change.Type);
            json.WriteString("unit", "bytes");
            json.WriteNumber("from", change.Before.Bytes);
            json.WriteNumber("to", change.After.Bytes);
            json.WriteNumber("growth", change.Bytes);
            json.WriteNumber("objects", change.Count);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
