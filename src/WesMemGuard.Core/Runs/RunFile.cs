using System.Text;
using System.Text.Json;
using WesMemGuard.Runs.Entries;

namespace WesMemGuard.Runs;

/// <summary>Reads <c>run.jsonl</c>. A torn last line is dropped (the harness was killed); any other bad line is an error that names it.</summary>
public static class RunFile
{
    /// <summary>The name of the file in a run's folder.</summary>
    public const string Name = "run.jsonl";

    /// <summary>Reads a run.</summary>
    /// <param name="lines">The file's bytes.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="readSibling">Reads a profile by its name relative to the run's folder; null when it is not there.</param>
    /// <exception cref="UnreadableRunException">A line other than the last can't be read, or the header is missing.</exception>
    public static MemoryRun Read(Stream lines, string file, Func<string, ReadOnlyMemory<byte>?> readSibling)
    {
        using var reader = new StreamReader(lines, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        MemoryRun? run = null;
        var number = 0;
        for (var line = Bounded(reader, file, 1); line is not null;)
        {
            number++;
            var next = Bounded(reader, file, number + 1);
            try
            {
                using var json = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 16 });
                run = Add(run, json.RootElement, readSibling);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                if (next is not null || run is null)
                    throw new UnreadableRunException($"{file}:{number}: {e.Message}", e);
            }

            line = next;
        }

        return run ?? throw new UnreadableRunException($"{file}: is empty; a run file begins with a line {{\"run\":…}}");
    }

    private static MemoryRun Add(MemoryRun? run, JsonElement line, Func<string, ReadOnlyMemory<byte>?> readSibling)
    {
        var property = line.EnumerateObject().First();
        var value = property.Value;
        if (property.NameEquals("run"))
            return run is null ? new MemoryRun(Value<RunHeader>(value)) : throw new JsonException("a second header");
        if (run is null)
            throw new JsonException($"\"{property.Name}\" before the header {{\"run\":…}}");
        var kind = EntryKinds.Find(property.Name) ?? throw new JsonException($"unknown kind \"{property.Name}\"");
        kind.Read(value, readSibling)?.AddTo(run);
        return run;
    }

    private static T Value<T>(JsonElement value) =>
        value.Deserialize<T>(RunFileFormat.Json) ?? throw new JsonException("null where an object must be");

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

/// <summary>A run file or recording that can't be read; the message names file and line.</summary>
public sealed class UnreadableRunException : Exception
{
    /// <summary>With what was found.</summary>
    public UnreadableRunException(string message) : base(message)
    {
    }

    /// <summary>With what was found and its cause.</summary>
    public UnreadableRunException(string message, Exception cause) : base(message, cause)
    {
    }

    /// <summary>Without a word; not used.</summary>
    public UnreadableRunException()
    {
    }
}
