using System.Text;
using System.Text.Json;

namespace WesMemGuard.Runs;

/// <summary>
/// Reads <c>run.jsonl</c>. A torn last line, a missing end and a line that is not what was written become losses of the run; a bad
/// line elsewhere is an error that names it.
/// </summary>
internal static class RunFile
{
    /// <summary>The name of the file in a run's folder.</summary>
    public const string Name = "run.jsonl";

    /// <summary>Reads a run.</summary>
    /// <param name="lines">The file's bytes.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="readSibling">Reads a profile by its name relative to the run's folder; null when it is not there.</param>
    /// <exception cref="UnreadableRunException">A line other than the last can't be read, the header is missing, or a
    /// newer version wrote it.</exception>
    public static MemoryRun Read(Stream lines, string file, Func<string, ReadOnlyMemory<byte>?> readSibling)
    {
        using var reader = new StreamReader(lines, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        RunFileLines? read = null;
        var number = 0;
        for (var line = Bounded(reader, file, 1); line is not null;)
        {
            number++;
            var next = Bounded(reader, file, number + 1);
            try
            {
                using var json = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 16 });
                read ??= RunFileLines.Begin(json.RootElement, ShortName(file));
                read.Take(line, number, json.RootElement, readSibling);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                if (next is not null || read is null)
                    throw new UnreadableRunException($"{file}:{number}: {e.Message}", e);
                read.Torn(number);
            }

            line = next;
        }

        return read?.End() ?? throw new UnreadableRunException($"{file}: is empty; a run file begins with a line {{\"run\":…}}");
    }

    /// <summary>The same whatever leads to the file, as all that verdicts say.</summary>
    private static string ShortName(string file) => file[(file.LastIndexOfAny(['/', '\\']) + 1)..];

    private static string? Bounded(StreamReader reader, string file, int number)
    {
        var line = new StringBuilder();
        for (var c = reader.Read(); c >= 0; c = reader.Read())
        {
            if (c == '\n')
                return line.ToString();
            if (line.Length >= RunFileFormat.LongestLine)
                throw new UnreadableRunException($"{file}:{number}: the line is over {RunFileFormat.LongestLine} characters");
            line.Append((char)c);
        }

        return line.Length > 0 ? line.ToString() : null;
    }
}
