using WesMemGuard.Input;

namespace WesMemGuard.Json;

/// <summary>
/// Reads JSON with comments (<c>//</c>, <c>/* */</c>) and trailing commas into values that know their line and column.
/// Bounded: 1 MiB a file, 32 levels, numbers up to 1e300; UTF-8 only.
/// </summary>
internal static class JsonText
{
    /// <summary>The longest file that is read: 1 MiB.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>The deepest nesting that is read.</summary>
    public const int MostLevels = 32;

    private const string AnyValue = "a JSON value is needed";

    /// <summary>The value of a file.</summary>
    /// <exception cref="BadInputException">The file isn't such JSON; with every problem found, at most 20.</exception>
    public static JsonValue Parse(byte[] bytes, string file) => WholeFile.OrThrow(file, problems => Read(bytes, AnyValue, problems));

    /// <summary>What of a file could be read (null: nothing), and its problems (empty: none).</summary>
    public static JsonValue? Read(byte[] bytes, string file, out IReadOnlyList<FileProblem> problems) =>
        WholeFile.OrProblems(file, list => Read(bytes, AnyValue, list), out problems);

    /// <summary>
    /// The values of a file with one JSON value a line (JSON Lines); empty lines are skipped, so the result may be empty.
    /// </summary>
    /// <exception cref="BadInputException">A line isn't such JSON.</exception>
    public static IReadOnlyList<JsonValue> ParseLines(byte[] bytes, string file) => WholeFile.OrThrow(file, problems =>
    {
        var values = new List<JsonValue>();
        var number = 0;
        foreach (var line in (TextDecoding.Decode(bytes, MostBytes, problems) ?? "").Split('\n'))
        {
            number++;
            if (line.Trim(' ', '\t', '\r').Length > 0 && new JsonParser(line, number, problems).ReadAll(AnyValue) is { } value)
                values.Add(value);
        }

        return values;
    });

    /// <summary>The value of a file; null after a problem that ended the reading.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="needs">What an empty file should have held, for its message.</param>
    /// <param name="problems">Where problems go.</param>
    internal static JsonValue? Read(byte[] bytes, string needs, ProblemList problems)
    {
        var text = TextDecoding.Decode(bytes, MostBytes, problems);
        return text is null ? null : new JsonParser(text, 1, problems).ReadAll(needs);
    }
}
