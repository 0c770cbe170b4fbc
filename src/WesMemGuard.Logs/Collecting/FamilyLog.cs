using WesMemGuard.Logs.Entries;
using WesMemGuard.Logs.Files;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Collecting;

/// <summary>What the files of one family told: one of the twins, or a console capture, oldest file first.</summary>
internal sealed class FamilyLog(LogFamily family, LogReadSettings settings)
{
    private const int MostBroken = 20;
    private readonly Dictionary<LogEventKind, int> _kept = [];
    private (string File, long Line) _lastTrouble;

    public LogFamily Family => family;

    public List<LogSample> Samples { get; } = [];

    public List<LogEvent> Events { get; } = [];

    public ErrorCounts Errors { get; } = new();

    public List<BrokenLine> BrokenLines { get; } = [];

    /// <summary>
    /// Whether lines had a time of day only, so that all times still lie on the day that stands for the unknown one.
    /// </summary>
    public bool HasConsoleLines { get; set; }

    /// <summary>When the last file was written last; what a console capture's day is taken from.</summary>
    public DateTimeOffset LastWrite { get; set; }

    /// <summary>The time of the first line that has one.</summary>
    public DateTimeOffset? FirstAt { get; set; }

    /// <summary>The time of the last line that was parsed.</summary>
    public DateTimeOffset? LastAt { get; set; }

    /// <summary>The mode that the last process said it works in.</summary>
    public string? Mode { get; set; }

    /// <summary>Lines by what a collector put around them.</summary>
    public Dictionary<EnvelopeKind, long> Envelopes { get; } = [];

    public long Bytes { get; set; }

    public long Lines { get; set; }

    public long Broken { get; set; }

    public long TooLong { get; set; }

    public int TornEnds { get; set; }

    public long EventsDropped { get; private set; }

    /// <summary>Lines by level: <c>d</c>, <c>i</c>, <c>w</c>, <c>e</c>, <c>p</c>, <c>f</c>; 0: no level.</summary>
    public long[] Levels { get; } = new long[256];

    /// <summary>Whether there is room for another sample.</summary>
    public bool IsFull => Samples.Count >= settings.MostSamples;

    public void Add(LogEvent happened)
    {
        var kept = _kept.GetValueOrDefault(happened.Kind);
        if (kept >= settings.MostEventsOfAKind)
        {
            EventsDropped++;
            return;
        }

        _kept[happened.Kind] = kept + 1;
        Events.Add(happened);
    }

    /// <summary>Forgets samples and events that were handed on.</summary>
    public void Clear()
    {
        Samples.Clear();
        Troubles.Clear();
        Events.Clear();
        _kept.Clear();
    }

    /// <summary>Places where samples may be lost, in the order of reading.</summary>
    public List<LogTrouble> Troubles { get; } = [];

    /// <summary>Notes such a place; one that no sample lies between is the same.</summary>
    public void AddTrouble(LossKind kind, string file, long line)
    {
        if ((file, line) == _lastTrouble)
            return; // a sample that was cut short can't be read either
        _lastTrouble = (file, line);
        if (Troubles.Count > 0 && Troubles[^1] is var last && last.SamplesBefore == Samples.Count && last.Kind == kind)
            Troubles[^1] = last with { Lines = last.Lines + 1 };
        else
            Troubles.Add(new LogTrouble(kind, file, line, Samples.Count));
    }

    public void AddBroken(BrokenLine broken)
    {
        Broken++;
        AddTrouble(LossKind.Unreadable, broken.File, broken.Line);
        if (BrokenLines.Count < MostBroken)
            BrokenLines.Add(broken);
    }
}
