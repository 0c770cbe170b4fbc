using System.Globalization;
using System.Text;
using System.Text.Json;
using WesMemGuard.Input;
using WesMemGuard.Json;

namespace WesMemGuard.Baselines;

/// <summary>Baselines as JSON lines, one a run, so that runs can be added and a version control shows which.</summary>
internal static class BaselineFile
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>A run as its line, without the end of it.</summary>
    public static string Line(RunLevels levels)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("run", levels.Run);
            json.WriteString("from", levels.From.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture));
            json.WriteString("to", levels.To.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture));
            if (levels.Commit is { } commit)
                json.WriteString("commit", commit);
            if (levels.Scenario is { } scenario)
                json.WriteString("scenario", scenario);
            json.WriteStartObject("levels");
            foreach (var (metric, value) in levels.Levels)
                json.WriteNumber(metric, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Reads a baseline.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <exception cref="BadInputException">A line is no run of a baseline; it says where.</exception>
    public static IReadOnlyList<RunLevels> Read(byte[] bytes, string file)
    {
        var runs = JsonText.ParseLines(bytes, file).Select(line => Read(line, file)).ToList();
        return runs.Count > 0 ? runs : throw new BadInputException(file, "holds no run");
    }

    private static RunLevels Read(JsonValue line, string file)
    {
        var levels = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var level in line["levels"]?.Members ?? throw Wrong(line, file, "\"levels\" is missing"))
            levels[level.Name] = level.Value.Number ?? throw Wrong(level.Value, file, $"\"{level.Name}\" is no number");
        return new RunLevels(line["run"]?.Text
            ?? throw Wrong(line, file, "\"run\" is missing"), At(line, "from", file), At(line, "to", file),
            levels)
        { Commit = line["commit"]?.Text, Scenario = line["scenario"]?.Text };
    }

    private static DateTimeOffset At(JsonValue line, string name, string file) =>
        DateTimeOffset.TryParse(line[name]?.Text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw Wrong(line, file, $"\"{name}\" is no time");

    private static BadInputException Wrong(JsonValue at, string file, string what) =>
        new([new FileProblem(file, at.Line, at.Column, what)]);
}
