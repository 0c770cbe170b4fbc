using System.Globalization;
using System.Text.Json;
using WesMemGuard.Files;
using WesMemGuard.Input;
using WesMemGuard.Recordings;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording;

/// <summary>A recording of a node, read whole; README.md beside this file tells the format.</summary>
internal sealed class RecordingFolder
{
    private const int MostExchanges = 1_000_000;
    private const int MostLines = 1_000_000;
    private const long LargestConfig = 4 * 1024 * 1024;

    private const string Exchanged = "exchanges.jsonl";

    private static readonly string[] RecordedFiles = ["exchanges.jsonl.gz", "exchanges.jsonl", "process.jsonl"];

    private readonly List<RunEvent> _notices = [];
    private readonly List<RunLoss> _losses = [];
    private bool _saysEnd;

    private RecordingFolder(string path) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>When it began, UTC: <c>recording.json</c>, else the first request.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When it ended, UTC: <c>recording.json</c>, else the last line of any file.</summary>
    public DateTimeOffset EndedAt { get; private set; }

    /// <summary>Seconds between two memory answers, as declared.</summary>
    public double? Interval { get; private set; }

    /// <summary>Seconds between two <c>/metrics</c>, as declared; null: not said.</summary>
    public double? MetricsInterval { get; private set; }

    /// <summary>What was recorded, in words.</summary>
    public string? Title { get; private set; }

    /// <summary>The node's configuration; null without <c>config.json</c>.</summary>
    public RecordedConfiguration? Configuration { get; private set; }

    /// <summary>The exchanges in time order.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; private set; } = [];

    /// <summary>Looks at the process in time order.</summary>
    public IReadOnlyList<Reading<ProcessSample>> Process { get; private set; } = [];

    /// <summary>What was done to the node.</summary>
    public IReadOnlyList<Phase> Phases { get; private set; } = [];

    /// <summary>
    /// What happened to the process; ends with <c>end</c> where the recorder wrote one, or said in <c>recording.json</c> when it ended.
    /// </summary>
    public IReadOnlyList<RunEvent> Events { get; private set; } = [];

    /// <summary>What is known to be missing.</summary>
    public IReadOnlyList<RunLoss> Losses => _losses;

    /// <summary>What was to be done; null: not said.</summary>
    public RunPlan? Plan { get; private set; }

    /// <summary>Profiles in time order.</summary>
    public IReadOnlyList<RecordedProfile> Profiles { get; private set; } = [];

    /// <summary>
    /// What is not as a recorder leaves it, as events of the run: <c>torn</c> (a file was cut off or damaged),
    /// <c>disorder</c> (lines were not in time order; they are sorted), <c>incomplete</c> (fewer answers of a path than
    /// <c>recording.json</c> counts).
    /// </summary>
    public IReadOnlyList<RunEvent> Notices => _notices;

    /// <summary>Whether a folder holds a recording: answers of a node, or looks at its process.</summary>
    public static bool IsAt(string path) => RecordedFiles.Any(name => System.IO.File.Exists(System.IO.Path.Combine(path, name)));

    /// <summary>Reads a recording.</summary>
    /// <exception cref="UnreadableRunException">It can't be read; the message names file and line.</exception>
    /// <exception cref="BadInputException">Its <c>recording.json</c> or <c>phases.jsonl</c> is wrong; the message
    /// names file, line and column.</exception>
    public static RecordingFolder Open(string path)
    {
        if (!Directory.Exists(path))
            throw new UnreadableRunException(InputReasons.Of(path, InputReasons.NotThere()));
        try
        {
            var recording = new RecordingFolder(path);
            recording.ReadAll();
            return recording;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableRunException(InputReasons.Of(path, InputReasons.Unopened(e.GetType().Name)), e);
        }
    }

    /// <summary>The header of a run of this recording, named by the caller (a scenario's or the recording's own name).</summary>
    public RunHeader Header(string name) => new(
        StartedAt.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + "-" + name, name, StartedAt,
        RunOrigin.Replay, Configuration?.Mode, Interval, MetricsInterval)
    {
        Plan = Plan,
    };

    private void ReadAll()
    {
        Exchanges = Sorted(ReadExchanges(), e => e.At, e => $"line {e.Line}", ExchangesFile() ?? Exchanged);
        var process = new List<Reading<ProcessSample>>();
        Lines("process.jsonl", MostLines, RunPart.Process, line => process.Add(StoryLines.Process(line)));
        Process = Sorted(process, p => p.At, p => $"the line of {p.At:HH:mm:ss}Z", File("process.jsonl"));
        Phases = PhasesFile.Read(File(PhasesFile.Name), out var tornPhases);
        if (tornPhases is not null)
            Missing(tornPhases, new RunLoss(LossKind.Torn, tornPhases.At, null) { File = PhasesFile.Name });
        var events = new List<RunEvent>();
        Lines("events.jsonl", MostLines, RunPart.All, line => events.Add(StoryLines.Event(line)));
        if (ExchangesFile() is null && process.Count == 0)
            throw new UnreadableRunException(InputReasons.Of(
                Path, RecordingReasons.NoRecording(["exchanges.jsonl.gz", "exchanges.jsonl", "process.jsonl"])));
        var counts = ReadRecording();
        SetTimes(events);
        Events = Ended(Sorted(events, e => e.At, e => e.Name, File("events.jsonl")));
        Configuration = Whole("config.json") is { } config ? RecordedConfiguration.Read(config) : null;
        var moments = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        Lines("profiles.jsonl", MostLines, RunPart.Profiles, line => moments[line.Text("file")] = line.Instant("at"));
        Profiles = ProfileFiles.Read(File("profiles"), StartedAt, EndedAt, moments);
        Compare(counts);
    }

    private List<Exchange> ReadExchanges()
    {
        var exchanges = new List<Exchange>();
        if (ExchangesFile() is { } file
            && JsonLines.Read(file, new LineLimits(MostExchanges), line => exchanges.Add(ExchangeLine.Read(line))) is { } damage)
            Missing(damage, exchanges.Count == 0 ? default : exchanges[^1].At, file, RunPart.Answers);
        return exchanges;
    }

    private string? ExchangesFile()
    {
        string plain = File("exchanges.jsonl"), gz = File("exchanges.jsonl.gz");
        return (System.IO.File.Exists(plain), System.IO.File.Exists(gz)) switch
        {
            (true, true) =>
                throw new UnreadableRunException(InputReasons.Of(
                    Path, RecordingReasons.Both("exchanges.jsonl", "exchanges.jsonl.gz"))),
            (true, _) => plain,
            (_, true) => gz,
            _ => null,
        };
    }

    /// <summary>What a damaged file lacks, from its last whole line on.</summary>
    private void Missing(FileDamage damage, DateTimeOffset last, string file, RunPart part) => Missing(
        new RunEvent(last, "torn", damage.Notice),
            new RunLoss(damage.Kind, last, null, part) { File = System.IO.Path.GetFileName(file), Line = damage.Line });

    private void Missing(RunEvent notice, RunLoss loss)
    {
        _notices.Add(notice);
        _losses.Add(loss);
    }

    private void Lines(string name, int most, RunPart part, Action<LineFields> take)
    {
        var last = DateTimeOffset.MinValue;
        if (!System.IO.File.Exists(File(name)))
            return;
        var damage = JsonLines.Read(File(name), new LineLimits(most), line =>
        {
            take(line);
            last = line.InstantOrNull("at") ?? line.InstantOrNull("endedAt") ?? last;
        });
        if (damage is { } found)
            Missing(found, last, name, part);
    }

    private RecordingDescription? ReadRecording()
    {
        if (Bytes("recording.json", LargestConfig) is not { } bytes)
            return null;
        var file = RecordingDescription.Read(bytes, File("recording.json"));
        StartedAt = file.StartedAt;
        EndedAt = file.EndedAt ?? default;
        _saysEnd = file.EndedAt is not null;
        Plan = file.Planned is { } planned ? new RunPlan([.. planned.Select(p => new PlannedPhase(p.Name, p.Kind, p.Seconds))]) : null;
        Title = file.Title;
        (Interval, MetricsInterval) = (file.Interval, file.MetricsInterval);
        return file;
    }

    private void SetTimes(List<RunEvent> events)
    {
        DateTimeOffset[] seen =
            [.. Exchanges.Select(e => e.At), .. Process.Select(p => p.At), .. Phases.Select(p => p.EndedAt), .. events.Select(e => e.At)];
        if (StartedAt == default)
            StartedAt = seen.DefaultIfEmpty().Min();
        if (EndedAt == default)
            EndedAt = seen.Append(StartedAt).Max();
        // A file without a whole line has no time of its own.
        for (var i = 0; i < _notices.Count; i++)
            _notices[i] = _notices[i].At > DateTimeOffset.UnixEpoch ? _notices[i] : _notices[i] with { At = StartedAt };
        for (var i = 0; i < _losses.Count; i++)
            _losses[i] = _losses[i].From > DateTimeOffset.UnixEpoch ? _losses[i] : _losses[i] with { From = StartedAt };
    }

    /// <summary>A recorder writes its end last, in one of two places. Without it the recorder was killed: no end is made up.</summary>
    private List<RunEvent> Ended(List<RunEvent> events)
    {
        if (events.Exists(e => e.Name == RunEvent.End))
            return events;
        if (_saysEnd)
            events.Add(new RunEvent(EndedAt, RunEvent.End));
        else
            _losses.Add(new RunLoss(LossKind.NoEnd, EndedAt, null) { File = System.IO.Path.GetFileName(Path) });
        return events;
    }

    private void Compare(RecordingDescription? told)
    {
        if (told is null)
            return;
        var torn = _notices.Exists(n => n.Name == "torn");
        Compare(told.Exchanges, Exchanges, "exchanges", torn);
        if (told.Failed is { } failed)
            Compare(failed, Exchanges.Where(e => e.Error is not null), "failed exchanges", torn);
    }

    /// <summary>Fewer are missing; more, where nothing is torn, were put there by somebody.</summary>
    private void Compare(IReadOnlyDictionary<string, long> counts, IEnumerable<Exchange> exchanges, string what, bool torn)
    {
        var found = exchanges.CountBy(e => e.Request.Path.Split('?')[0]).ToDictionary();
        foreach (var (path, count) in counts.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            var there = found.GetValueOrDefault(path);
            if (there >= count && (there == count || torn))
                continue;
            Missing(
                new RunEvent(EndedAt, "incomplete", $"{path}: {there} {what}, {File("recording.json")} counts {count}"),
                new RunLoss(LossKind.Incomplete, null, null, RunPart.Answers)
                {
                    File = System.IO.Path.GetFileName(ExchangesFile() ?? Exchanged),
                    Count = Math.Max(0, count - there),
                });
        }
    }

    private List<T> Sorted<T>(List<T> lines, Func<T, DateTimeOffset> at, Func<T, string> name, string file)
    {
        for (var i = 1; i < lines.Count; i++)
        {
            if (at(lines[i]) >= at(lines[i - 1]))
                continue;
            _notices.Add(new RunEvent(at(lines[i]), "disorder",
                $"{file}: {name(lines[i])} is older than the one before it; sorted by time"));
            return [.. lines.OrderBy(at)];
        }

        return lines;
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);

    private byte[]? Bytes(string name, long most)
    {
        var path = File(name);
        if (!System.IO.File.Exists(path))
            return null;
        if (!PlainFile.IsInside(Path, path))
            throw new UnreadableRunException(InputReasons.Of(path, InputReasons.LeadsOut()));
        using var file = PlainFile.Open(path);
        return PlainFile.Bytes(file, most)
            ?? throw new UnreadableRunException(InputReasons.Of(path, InputReasons.LargeFile(null, most)));
    }

    private LineFields? Whole(string name)
    {
        var path = File(name);
        if (Bytes(name, LargestConfig) is not { } bytes)
            return null;
        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new LineFields(json.RootElement.Clone(), path, 1)
                : throw new UnreadableRunException(InputReasons.OfLine(path, 1, RecordedReasons.Needed(RecordedValue.Object)));
        }
        catch (JsonException e)
        {
            throw new UnreadableRunException(InputReasons.OfLine(
                path, (int)(e.LineNumber + 1 ?? 1), RecordingReasons.NoObject(e.BytePositionInLine + 1 ?? 1)), e);
        }
        catch (InvalidOperationException e)
        {
            throw new UnreadableRunException(InputReasons.OfLine(path, 1, RecordingReasons.NotUtf8()), e);
        }
    }
}
