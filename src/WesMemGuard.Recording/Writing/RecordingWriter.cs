using System.Text;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Node.Services;
using WesMemGuard.Output;
using WesMemGuard.Recording.Known;
using WesMemGuard.Runs;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Writing;

/// <summary>What a recording is called and how often it asks.</summary>
/// <param name="StartedAt">When it begins, UTC.</param>
/// <param name="Title">What is recorded, in words; null: nothing said.</param>
/// <param name="Interval">Time between two memory answers.</param>
/// <param name="MetricsInterval">Time between two pages.</param>
/// <param name="ConfigJson">The node's configuration; null: not known.</param>
internal sealed record RecordingPlan(DateTimeOffset StartedAt, string? Title, TimeSpan Interval, TimeSpan MetricsInterval,
    string? ConfigJson = null)
{
    /// <summary>The known part of a line of the node's log, null where it has none; without it no line is kept.</summary>
    public Func<string, string?> KnownLine { get; init; } = _ => null;

    /// <summary>The phases that are to be run; null: not told.</summary>
    public RunPlan? Plan { get; init; }
}

/// <summary>
/// Writes a recording as it happens: README.md beside this project tells the format. It listens to the clients that
/// talk to the node and to the run that keeps what else is seen. What it writes holds no secrets; where one becomes known late,
/// what was written before is cleaned.
/// </summary>
internal sealed class RecordingWriter : IRunWitness, IDisposable
{
    /// <summary>The folder of node logs in a recording.</summary>
    public const string Logs = "logs";

    private const string Exchanged = "exchanges.jsonl";
    private const int MostPaths = 1000;
    private const long LargestExchanges = 480L * 1024 * 1024;
    private const long LargestLoad = 128L * 1024 * 1024;
    private const long LargestLog = 128L * 1024 * 1024;
    private const long LargestStory = 64L * 1024 * 1024;

    /// <summary>So much more is written before it is looked through for a secret that became known late; at the end always.</summary>
    private const long OftenEnough = 256 * 1024;

    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly RecordingPlan _plan;
    private readonly Scrubber _scrubber;
    private readonly Dictionary<string, LineFile> _files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _failed = new(StringComparer.Ordinal);
    private readonly List<string> _profiles = [];
    private readonly ExchangeQueue _exchanges;
    private readonly ExchangeQueue _load;
    private readonly Dictionary<string, LineScrubber> _logs = new(StringComparer.Ordinal);
    private DateTimeOffset _last;
    private long _leftOut;
    private long _cleanLength;
    private int _cleanOf;
    private bool _ended;

    private RecordingWriter(string folder, RecordingPlan plan, Scrubber scrubber)
    {
        (_folder, _plan, _scrubber, _last, _cleanOf) = (folder, plan, scrubber, plan.StartedAt, scrubber.Learned);
        _exchanges = new ExchangeQueue((request, at, end) => Take(Exchanged, LargestExchanges, request, at, end));
        _load = new ExchangeQueue((request, at, end) => Take("load.jsonl", LargestLoad, request, at, end));
        WriteConfiguration();
        WriteHead(ended: false);
    }

    /// <summary>Listens to the clients that sample the node.</summary>
    public IExchangeWitness Exchanges => _exchanges;

    /// <summary>
    /// Listens to the clients that send load; what they say is kept apart, in <c>load.jsonl</c>, and is no part of a replay.
    /// </summary>
    public IExchangeWitness Load => _load;

    /// <summary>Begins a recording.</summary>
    /// <exception cref="BadInputException">There is something in the folder already, or this user may never write there.</exception>
    public static RecordingWriter Create(string folder, RecordingPlan plan, Scrubber scrubber)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new BadInputException(folder, RecordingReasons.NotEmpty());
        try
        {
            Directory.CreateDirectory(folder);
            // A recorder that is killed before the first answer leaves a recording in which nothing was answered, not
            // a folder that is none.
            using (new FileStream(Path.Combine(folder, Exchanged), FileMode.CreateNew, FileAccess.Write))
                return new RecordingWriter(folder, plan, scrubber);
        }
        catch (IOException) when (File.Exists(Path.Combine(folder, Exchanged))
            && new FileInfo(Path.Combine(folder, "recording.json")) is { Exists: true })
        {
            throw new BadInputException(folder, RecordingReasons.JustBegun());
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.OfFolder(folder, e);
        }
    }

    /// <summary>Keeps what the conversation doesn't hold: looks at the process, phases, events, profiles.</summary>
    public void Saw(RunEntry entry)
    {
        switch (entry)
        {
            case RunEntry<Reading<ProcessSample>> { Value: var reading }:
                Line("process.jsonl", LargestStory, reading.At, RecordedLines.Process(reading, _scrubber));
                break;
            case RunEntry<Reading<ClientSample>> { Value: var reading }:
                Line("client.jsonl", LargestStory, reading.At, RecordedLines.Client(reading, _scrubber));
                break;
            case RunEntry<Phase> { Value: var phase }:
                Line("phases.jsonl", LargestStory, phase.EndedAt, RecordedLines.Phase(phase, _scrubber));
                break;
            case RunEntry<RunEvent> { Value: var happened }:
                Line("events.jsonl", LargestStory, happened.At, RecordedLines.Event(happened, _scrubber));
                break;
            case RunEntry<ProfileCapture> { Value: var profile }:
                Profile(profile);
                break;
        }
    }

    /// <summary>Takes a line of the node's log.</summary>
    /// <param name="name">The log file's name.</param>
    /// <param name="line">The line.</param>
    public void Log(string name, string line)
    {
        lock (_lock)
        {
            if (!_logs.TryGetValue(name, out var lines))
                _logs[name] = lines = new LineScrubber(_scrubber.Text);
            var struck = lines.Line(line);
            if (_plan.KnownLine(struck) is { } known)
                Add(Path.Combine(Logs, Path.GetFileName(name)), LargestLog, Encoding.UTF8.GetBytes(known));
            else
                _leftOut++;
        }
    }

    /// <summary>Ends the recording: counts and the end go into <c>recording.json</c>.</summary>
    public void Dispose()
    {
        _exchanges.Flush();
        _load.Flush();
        lock (_lock)
        {
            if (_ended)
                return;
            _ended = true;
            Clean();
            foreach (var file in _files.Values)
                file.Dispose();
            WriteHead(ended: true);
        }
    }

    private void Profile(ProfileCapture profile)
    {
        if (Path.GetDirectoryName(profile.File) != "profiles")
            throw new ArgumentException($"\"{profile.File}\" is no file of a recording's profiles", nameof(profile));
        var file = Path.Combine(_folder, profile.File);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, KnownProfile.Of(profile.Content, profile.File, _scrubber).ToArray());
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.Of(file, e);
        }

        lock (_lock)
            _profiles.Add(file);
        Line("profiles.jsonl", LargestStory, profile.At, RecordedLines.Profile(profile));
    }

    private void Take(string file, long largest, NodeRequest request, DateTimeOffset at, ExchangeEnd end)
    {
        // A profile that came is kept as such, by the run.
        if (end is { Miss: null, Status: 200 }
            && (request.Path is NodePaths.HeapProfile or NodePaths.GoroutineProfile or NodePaths.GoroutineLeaks
                or NodePaths.GoroutineDump))
            return;
        // Most services don't offer it, which is nothing to note (BreachProfiles).
        if (request.Path == NodePaths.GoroutineLeaks)
            return;
        Line(file, largest, at, RecordedLines.Exchange(request, at, end, _scrubber), request.Path, end.Miss is not null);
    }

    private void Line(string name, long largest, DateTimeOffset at, byte[] line, string? path = null, bool failed = false)
    {
        lock (_lock)
        {
            if (_ended || !Add(name, largest, line))
                return;
            _last = at > _last ? at : _last;
            if (path is not null && name == Exchanged)
                Count(path.Split('?')[0], failed);
        }
    }

    /// <summary>REST paths may carry heights and hashes: so many of them are counted, the exchanges keep all.</summary>
    private void Count(string path, bool failed)
    {
        if (_counts.Count >= MostPaths && !_counts.ContainsKey(path))
            return;
        _counts[path] = _counts.GetValueOrDefault(path) + 1;
        if (failed)
            _failed[path] = _failed.GetValueOrDefault(path) + 1;
    }

    private bool Add(string name, long largest, byte[] line)
    {
        if (!_files.TryGetValue(name, out var file))
            _files[name] = file = new LineFile(Path.Combine(_folder, name), largest);
        file.Add(line);
        if (_scrubber.Learned != _cleanOf && Length > _cleanLength + Math.Max(OftenEnough, _cleanLength / 2))
            Clean();
        return !file.IsFull;
    }

    private long Length => _files.Values.Sum(f => f.Length);

    /// <summary>What was written before a secret was known to be one.</summary>
    private void Clean()
    {
        if (_scrubber.Learned != _cleanOf)
        {
            _cleanOf = _scrubber.Learned;
            foreach (var (name, file) in _files)
            {
                // The lines of a log are the node's: nothing in them is this recorder's own.
                var isOwn = name.EndsWith(".jsonl", StringComparison.Ordinal);
                file.Rewrite(isOwn ? line => WrittenLine.Known(line, _scrubber) : _scrubber.Known, _scrubber.Blackened);
            }

            WriteConfiguration();
            CleanProfiles();
        }

        _cleanLength = Length;
    }

    private void WriteConfiguration()
    {
        if (_plan.ConfigJson is { } config)
            Replace("config.json", KnownConfiguration.Of(config, _scrubber));
    }

    private void CleanProfiles()
    {
        foreach (var file in _profiles)
        {
            try
            {
                ReadOnlyMemory<byte> old = File.ReadAllBytes(file);
                if (KnownProfile.Of(old, file, _scrubber) is var now && !now.Span.SequenceEqual(old.Span))
                    File.WriteAllBytes(file, now.ToArray());
            }
            catch (Exception e) when (UnwritableException.Is(e))
            {
                throw UnwritableException.Of(file, e);
            }
        }
    }

    private void WriteHead(bool ended) => Replace("recording.json", Encoding.UTF8.GetString(RecordedLines.Object(json =>
    {
        json.WriteString("startedAt", _plan.StartedAt);
        if (ended)
            json.WriteString("endedAt", _last);
        json.WriteNumber("interval", _plan.Interval.TotalSeconds);
        json.WriteNumber("metricsInterval", _plan.MetricsInterval.TotalSeconds);
        if (_plan.Title is { } title)
            json.WriteString("title", _scrubber.Text(title));
        if (_plan.Plan is { } plan)
            RecordedLines.Plan(json, plan);
        if (!ended)
            return;
        Counts(json, "exchanges", _counts);
        Counts(json, "failed", _failed);
        if (_leftOut > 0)
            json.WriteNumber("logLinesLeftOut", _leftOut);
    })));

    private void Counts(System.Text.Json.Utf8JsonWriter json, string name, SortedDictionary<string, long> counts)
    {
        json.WriteStartObject(name);
        foreach (var path in counts.GroupBy(c => KnownRequest.Path(c.Key, _scrubber), StringComparer.Ordinal))
            json.WriteNumber(path.Key, path.Sum(c => c.Value));
        json.WriteEndObject();
    }

    /// <summary>Under its name it is always whole.</summary>
    private void Replace(string name, string content)
    {
        var file = Path.Combine(_folder, name);
        try
        {
            File.WriteAllText(file + ".new", content);
            File.Move(file + ".new", file, overwrite: true);
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.Of(file, e);
        }
    }
}
