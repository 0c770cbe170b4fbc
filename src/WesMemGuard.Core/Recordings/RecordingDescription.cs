using WesMemGuard.Input;
using WesMemGuard.Json;

namespace WesMemGuard.Recordings;

/// <summary><c>recording.json</c>: when a recording was made and what it should hold.</summary>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC, not before the start; null when the file doesn't say.</param>
/// <param name="Title">What was recorded, in words.</param>
/// <param name="Interval">Seconds between two memory answers, above 0; null when the file doesn't say.</param>
/// <param name="Exchanges">How many exchanges of each path.</param>
internal sealed record RecordingDescription(
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Title, double? Interval, IReadOnlyDictionary<string, long> Exchanges)
{
    /// <summary>Seconds between two <c>/metrics</c>, above 0; null when the file doesn't say.</summary>
    public double? MetricsInterval { get; init; }

    /// <summary>How many exchanges of each path had no answer; null when the file doesn't say.</summary>
    public IReadOnlyDictionary<string, long>? Failed { get; init; }

    /// <summary>The phases that were to be run; empty: it was to go on until it is ended; null when the file doesn't say.</summary>
    public IReadOnlyList<RecordedPlan>? Planned { get; init; }

    private const int MostBytes = 4 * 1024 * 1024;
    private const string Needs = "an object with \"startedAt\" is needed";

    /// <summary>The description in a file.</summary>
    /// <exception cref="BadInputException">The file is no such description; with every problem found, at most 20.</exception>
    public static RecordingDescription Read(byte[] bytes, string file) => WholeFile.OrThrow(file, problems => Read(bytes, problems));

    /// <summary>The description in a file, or null and its problems.</summary>
    public static RecordingDescription? Read(byte[] bytes, string file, out IReadOnlyList<FileProblem> problems) =>
        WholeFile.OrProblems(file, list => Read(bytes, list) is { } description && !list.Any ? description : null, out problems);

    private static RecordingDescription? Read(byte[] bytes, ProblemList problems)
    {
        if (TextDecoding.Decode(bytes, MostBytes, problems) is not { } text
            || new JsonParser(text, 1, problems).ReadAll(Needs) is not { } root
            || RecordedFields.Of(root, problems) is not { } fields)
            return null;
        var startedAt = fields.Instant("startedAt");
        var endedAt = fields.Instant("endedAt", must: false);
        var interval = fields.Number("interval", must: false);
        if (interval == 0)
            fields.Missing("interval", "a number > 0");
        var pages = fields.Number("metricsInterval", must: false);
        if (pages == 0)
            fields.Missing("metricsInterval", "a number > 0");
        if (endedAt < startedAt)
            fields.Missing("endedAt", "an instant not before startedAt");
        return startedAt is { } from
            ? new RecordingDescription(from, endedAt, fields.Text("title", must: false), interval, Counts("exchanges", fields, problems))
            {
                MetricsInterval = pages,
                Failed = fields.Get("failed") is null ? null : Counts("failed", fields, problems),
                Planned = Plan(fields, problems),
            }
            : null;
    }

    private static List<RecordedPlan>? Plan(RecordedFields fields, ProblemList problems)
    {
        if (fields.Get("planned") is not { } planned)
            return null;
        if (planned.Kind != JsonKind.Array)
            fields.Missing("planned", "a list of phases");
        var phases = new List<RecordedPlan>();
        foreach (var item in planned.Items)
        {
            if (RecordedFields.Of(item, problems) is { } phase && phase.Text("phase") is { } name
                && phase.Text("kind") is { } kind && phase.Number("seconds") is { } seconds)
                phases.Add(new RecordedPlan(name, kind, seconds));
        }

        return phases;
    }

    private static Dictionary<string, long> Counts(string name, RecordedFields fields, ProblemList problems)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (fields.Get(name) is not { } exchanges)
            return counts;
        if (exchanges.Kind != JsonKind.Object)
        {
            fields.Missing(name, "an object of counts");
            return counts;
        }

        var paths = new RecordedFields(exchanges, problems);
        foreach (var path in exchanges.Members)
            counts[path.Name] = paths.Count(path.Name) ?? 0;
        return counts;
    }
}
