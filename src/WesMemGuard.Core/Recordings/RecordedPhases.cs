using WesMemGuard.Input;
using WesMemGuard.Json;

namespace WesMemGuard.Recordings;

/// <summary>The lines of <c>phases.jsonl</c>.</summary>
/// <param name="Phases">In the order of the file.</param>
/// <param name="TornLine">The number of a last line that was cut off while it was written; null when the file is whole.</param>
internal sealed record RecordedPhases(IReadOnlyList<RecordedPhase> Phases, int? TornLine)
{
    /// <summary>The most lines that are read.</summary>
    public const int MostLines = 10_000;

    private const int MostBytes = 16 * 1024 * 1024;
    private const string Needs = "a phase as a JSON object is needed";

    /// <summary>The phases of a file.</summary>
    /// <exception cref="BadInputException">A line is no phase; with every problem found, at most 20.</exception>
    public static RecordedPhases Read(byte[] bytes, string file) => WholeFile.OrThrow(file, problems => Read(bytes, problems));

    /// <summary>The phases of a file, or null and its problems.</summary>
    public static RecordedPhases? Read(byte[] bytes, string file, out IReadOnlyList<FileProblem> problems) =>
        WholeFile.OrProblems(file, list => Read(bytes, list) is { } phases && !list.Any ? phases : null, out problems);

    private static RecordedPhases? Read(byte[] bytes, ProblemList problems)
    {
        if (TextDecoding.Decode(bytes, MostBytes, problems) is not { } text)
            return null;
        var phases = new List<RecordedPhase>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim(' ', '\t', '\r').Length == 0)
                continue;
            if (i == MostLines)
            {
                problems.Add(i + 1, 1, $"at most {MostLines} lines are read");
                return null;
            }

            // A recorder that is killed leaves half a line: what is whole before that counts.
            var isLast = i > 0 && i == lines.Length - 1;
            var own = new ProblemList(problems.File);
            var value = new JsonParser(lines[i], i + 1, own).ReadAll(Needs);
            if (isLast && own.Any)
                return new RecordedPhases(phases, i + 1);
            foreach (var problem in own.InOrder())
                problems.Add(problem.Line, problem.Column, problem.Message);
            if (value is not null && RecordedFields.Of(value, problems) is { } fields && Phase(fields) is { } phase)
                phases.Add(phase);
        }

        return new RecordedPhases(phases, null);
    }

    private static RecordedPhase? Phase(RecordedFields line)
    {
        var (name, kind) = (line.Text("phase"), line.Text("kind"));
        var (startedAt, endedAt) = (line.Instant("startedAt"), line.Instant("endedAt"));
        var rate = line.Number("rate", must: false) ?? 0;
        var (sent, ok, limited, failed) = (line.Count("sent"), line.Count("ok"), line.Count("limited"), line.Count("failed"));
        var error = line.Text("error", must: false);
        if (endedAt < startedAt)
            line.Missing("endedAt", "an instant not before startedAt");
        return name is not null && kind is not null && startedAt is { } from && endedAt is { } to
            ? new RecordedPhase(name, kind, from, to, rate, sent ?? 0, ok ?? 0, limited ?? 0, failed
                ?? 0, error)
            { LatencyJson = line.Json("latency"), LoadJson = line.Json("load") }
            : null;
    }
}
