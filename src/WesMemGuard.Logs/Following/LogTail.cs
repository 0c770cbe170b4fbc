using WesMemGuard.Input;
using WesMemGuard.Logs.Collecting;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Logs.Files;
using WesMemGuard.Logs.Lines;

namespace WesMemGuard.Logs.Following;

/// <summary>
/// Follows a file by its name: the open handle stays with the file that rotation renames and is read to its end, then
/// the new file of that name is opened. A new file is known by its head, which holds its first line's time, or by being
/// shorter than what was read.
/// </summary>
internal sealed class LogTail : IDisposable
{
    /// <summary>How long to wait between two looks.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const int HeadLength = 256;
    private readonly string _path;
    private readonly LineBlocks _blocks = new();
    private readonly LineTaker _taker;
    private readonly byte[] _head = new byte[HeadLength];
    private int _headLength;
    private readonly FamilyLog _log;
    private FileStream? _stream;

    public LogTail(string path, LogReadSettings settings)
    {
        _path = path;
        _taker = new LineTaker(settings);
        _log = new FamilyLog(LogFile.Of(path).Family, settings);
    }

    /// <summary>The file that a path means: in a folder the system log, else its twin.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public static string FileOf(string path)
    {
        if (!Directory.Exists(path))
            return File.Exists(path) ? path : throw new BadInputException(path, InputReasons.NotThere());
        var names = new[] { LogFamily.System, LogFamily.Business }.Select(f => f + ".log");
        return names.Select(n => Path.Combine(path, n)).FirstOrDefault(File.Exists)
            ?? throw new BadInputException(path, LogReasons.NothingToFollow([.. names]));
    }

    /// <summary>What was written since the last look, in the order of the file.</summary>
    public IReadOnlyList<LogEntry> Fresh()
    {
        var entries = new List<LogEntry>();
        Drain(entries);
        if (!IsReplaced())
            return entries;
        Drain(entries);
        _taker.TakeEnd(_blocks.Rest);
        Collect(entries);
        _stream?.Dispose();
        _stream = null;
        Drain(entries);
        return entries;
    }

    public void Dispose() => _stream?.Dispose();

    private void Drain(List<LogEntry> entries)
    {
        if (_stream is null && !Open())
            return;
        for (var block = _blocks.Next(); !block.IsEmpty; block = _blocks.Next())
        {
            _taker.Take(block);
            Collect(entries);
        }

        if (_headLength < HeadLength)
            _headLength = Head(_stream!, _head);
    }

    private bool Open()
    {
        try
        {
            _stream = LogStream.Plain(_path);
        }
        catch (FileNotFoundException)
        {
            // Between the renaming and the new file there is a moment without either.
            return false;
        }

        _headLength = 0;
        _blocks.Open(_stream);
        _taker.Open(_log, _path);
        return true;
    }

    private bool IsReplaced()
    {
        if (_stream is null || !File.Exists(_path))
            return false;
        try
        {
            using var now = LogStream.Plain(_path);
            if (now.Length < _stream.Position)
                return true;
            Span<byte> head = stackalloc byte[HeadLength];
            var length = Head(now, head);
            return !head[..Math.Min(length, _headLength)].SequenceEqual(_head.AsSpan(0, Math.Min(length, _headLength)));
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static int Head(FileStream stream, Span<byte> head) => RandomAccess.Read(stream.SafeFileHandle, head, 0);

    private void Collect(List<LogEntry> entries)
    {
        // Events and samples of one block come apart; their own times put them back in order.
        entries.AddRange(_log.Samples.Select(s => new LogEntry(s, null))
            .Concat(_log.Events.Select(e => new LogEntry(null, e)))
            .OrderBy(e => e.Sample?.At ?? e.Event!.At));
        _log.Clear();
    }
}
