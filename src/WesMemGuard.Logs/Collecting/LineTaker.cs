using System.Runtime.CompilerServices;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Logs.Envelopes;
using WesMemGuard.Logs.Lines;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Collecting;

/// <summary>
/// Goes through blocks of whole lines: one vectorised search for the word of a sample over the whole block, one look at
/// each line's head for events and errors; only what passes is parsed.
/// </summary>
internal sealed class LineTaker(LogReadSettings settings)
{
    private static ReadOnlySpan<byte> Word => "memory_sample"u8;
    private readonly LineReader _reader = new();
    private readonly LineRecord _record = new();
    private readonly ConsoleDays _days = new();
    private readonly Unwrapper _unwrapper = new();
    private FamilyLog _log = new(new Files.LogFamily(""), settings);
    private string _file = "";
    private long _number;

    /// <summary>Begins with another file.</summary>
    public void Open(FamilyLog log, string file)
    {
        if (!ReferenceEquals(log, _log))
            _days.Clear();
        _log = log;
        _file = file;
        _number = 0;
        _unwrapper.Clear();
    }

    /// <summary>Ends a file: what was around its lines is noted.</summary>
    public void Close()
    {
        foreach (var (kind, lines) in _unwrapper.Found)
            _log.Envelopes[kind] = _log.Envelopes.GetValueOrDefault(kind) + lines;
        _log.TooLong += _unwrapper.TooLong;
    }

    /// <summary>
    /// Takes whole lines. Compiled at once for speed: a command reads a log once, before the runtime would find out
    /// that this is hot.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(ReadOnlySpan<byte> block)
    {
        var before = _number;
        var levels = _log.Levels;
        var sample = Find(block, 0);
        for (var start = 0; start < block.Length;)
        {
            var length = block[start..].IndexOf((byte)'\n');
            if (length < 0)
                length = block.Length - start;
            var line = block.Slice(start, length);
            _number++;
            var namesSample = sample < start + length;
            if (namesSample)
                sample = Find(block, start + length);
            var raw = line;
            var isHead = !namesSample && !NodeLine.Begins(line) && _unwrapper.CanLook(line);
            if (IsCut(raw))
                _log.AddTrouble(LossKind.Unreadable, _file, _number);
            if (isHead)
                line = Looked(line, ref namesSample);
            else if (!NodeLine.Begins(line))
                line = Unwrapped(line, ref namesSample);
            var worth = LineSieve.Look(line, out var level);
            levels[level]++;
            if (namesSample && worth == Worth.Nothing)
                worth = OfSample(line);
            if (isHead && worth != Worth.Nothing)
                line = _unwrapper.Again(raw);
            if (worth != Worth.Nothing)
                Parse(line, worth);
            start += length + 1;
        }

        _log.Lines += _number - before;
        if (_log.FirstAt is null)
            First(block);
    }

    /// <summary>
    /// Takes what stands behind the last line feed of a finished file: a whole line without its feed, or a torn one.
    /// </summary>
    public void TakeEnd(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
            return;
        if (rest[0] is (byte)'{' && !rest.TrimEnd(" \r\0"u8).EndsWith("}"u8))
        {
            _log.TornEnds++;
            _log.Lines++;
            _log.AddTrouble(LossKind.Torn, _file, _number + 1);
            return;
        }

        Take(rest);
    }

    /// <summary>
    /// Whether a line of JSON lacks its end. Which one it was can't be told then, and a sample may be among them.
    /// </summary>
    private static bool IsCut(ReadOnlySpan<byte> line) =>
        line.Length > 1 && line[0] == (byte)'{' && line[1] == (byte)'"' && line[^1] != (byte)'}'
            && line.TrimEnd(" \r\0"u8)[^1] != (byte)'}';

    /// <summary>The beginning of it. Where it stands as a list of bytes, only that tells of a sample.</summary>
    private ReadOnlySpan<byte> Looked(ReadOnlySpan<byte> line, scoped ref bool namesSample)
    {
        var opened = _unwrapper.Look(line);
        namesSample = opened.IndexOf(Word) >= 0;
        return opened;
    }

    /// <summary>
    /// The node's line in what a collector made of it. A sample's word may lie in an earlier part of it.
    /// </summary>
    private ReadOnlySpan<byte> Unwrapped(ReadOnlySpan<byte> line, scoped ref bool namesSample)
    {
        var opened = _unwrapper.Open(line, out var kind);
        if (kind == EnvelopeKind.None)
            return opened;
        namesSample = opened.IndexOf(Word) >= 0;
        if (IsCut(opened) && !IsCut(line))
            _log.AddTrouble(LossKind.Unreadable, _file, _number);
        return opened;
    }

    /// <summary>
    /// A line that the sieve doesn't know and that has a sample's name as a value: the sample is there, and is lost if
    /// it can't be read.
    /// </summary>
    private Worth OfSample(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
            return Worth.Nothing;
        if (line[0] == (byte)'{')
            return Worth.Json;
        if (ConsoleLine.Looks(line))
            return Worth.Console;
        var at = line.IndexOf(Word);
        if (at > 0 && line[at - 1] is (byte)'"' or (byte)'\t' or (byte)'[')
            _log.AddBroken(new BrokenLine(_file, _number, "holds a sample in a form that isn't known",
                ErrorCounts.Excerpt(line, 200)));
        return Worth.Nothing;
    }

    private static int Find(ReadOnlySpan<byte> block, int from)
    {
        var found = from < block.Length ? block[from..].IndexOf(Word) : -1;
        return found < 0 ? int.MaxValue : from + found;
    }

    private void Parse(ReadOnlySpan<byte> line, Worth worth)
    {
        if (line.Length > LineBlocks.LongestLine)
        {
            _log.TooLong++;
            return;
        }

        try
        {
            Keep(line, worth);
        }
        catch (UnreadableLineException e)
        {
            _log.AddBroken(new BrokenLine(_file, _number, e.Message, ErrorCounts.Excerpt(line, 200)));
            // A process that was killed leaves a torn line, and the next one goes on behind it.
            var second = line.LastIndexOf("{\"level\":"u8);
            if (second > 0)
                Parse(line[second..], Worth.Json);
        }
    }

    private void Keep(ReadOnlySpan<byte> line, Worth worth)
    {
        if (worth == Worth.Plain)
        {
            if (EventLine.Plain(line, _log.LastAt ?? ConsoleLine.FirstDay) is { } plain)
                _log.Add(plain);
            return;
        }

        Read(line, worth);
        if (_record.Message == SampleLine.Message)
        {
            if (!_log.IsFull)
                _log.Samples.Add(SampleLine.Read(_record));
            return;
        }

        if (_record.WrittenAt is not { } at)
            throw new UnreadableLineException("the time can't be read");
        _log.FirstAt ??= at;
        _log.LastAt = at;
        if (_record.Level is "error" or "dpanic" or "panic" or "fatal")
            _log.Errors.Add(_record, at, line);
        if (EventLine.Read(_record, at) is not { } happened)
            return;
        if (happened.Kind == LogEventKind.DoctorConfigured)
            _log.Mode = _record.Texts.Find(t => t.Name == "mode").Text ?? _log.Mode;
        _log.Add(happened);
    }

    private void Read(ReadOnlySpan<byte> line, Worth worth)
    {
        if (worth != Worth.Console)
        {
            _reader.Json(line, _record);
            return;
        }

        _reader.Console(line, _record);
        _log.HasConsoleLines = true;
        _days.Place(_record);
    }

    private void First(ReadOnlySpan<byte> block)
    {
        var end = block.IndexOf((byte)'\n');
        var line = end < 0 ? block : block[..end];
        if (line.Length > LineBlocks.LongestLine)
            return;
        if (!NodeLine.Begins(line))
            line = new Unwrapper().Open(line, out _);
        try
        {
            if (line.StartsWith("{"u8))
                _reader.Json(line, _record);
            else if (ConsoleLine.Looks(line))
                _reader.Console(line, _record);
            else
                return;
            _log.FirstAt = _record.WrittenAt;
        }
        catch (UnreadableLineException)
        {
            // The next block has a first line too; a log without one readable time begins with its first sample.
            _log.FirstAt = null;
        }
    }
}
