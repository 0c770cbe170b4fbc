using WesMemGuard.Logs.Entries;
using WesMemGuard.Logs.Files;
using WesMemGuard.Logs.Lines;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Collecting;

/// <summary>Reads files one after the other into what their families told. One buffer serves all of them.</summary>
internal sealed class LogSession(LogReadSettings settings)
{
    private readonly LineBlocks _blocks = new();
    private readonly LineTaker _taker = new(settings);
    private readonly List<FamilyLog> _families = [];

    public IReadOnlyList<FamilyLog> Families => _families;

    public List<Reason> Notices { get; } = [];

    /// <summary>Reads a file to its end, or to where it is damaged.</summary>
    public void Read(LogFile file, CancellationToken ct)
    {
        var log = FamilyOf(file.Family);
        var size = new FileInfo(file.Path).Length;
        using var stream = Opened(file, log, out var compression, out var isConverted);
        _blocks.Open(stream);
        _taker.Open(log, file.Path);
        var whole = Blocks(file, log, compression != Compression.None ? size : long.MaxValue, ct);
        if (whole && compression == Compression.Gzip && !isConverted
            && !GzipEnd.IsThere(file.Path, size, _blocks.Bytes))
            whole = CutOff(file, log);
        if (whole || _blocks.Rest.Length > 0)
            _taker.TakeEnd(_blocks.Rest);
        _taker.Close();
        log.Bytes += _blocks.Bytes;
        log.TooLong += _blocks.TooLong;
        log.LastWrite = new DateTimeOffset(File.GetLastWriteTimeUtc(file.Path));
    }

    private Stream Opened(LogFile file, FamilyLog log, out Compression compression, out bool isConverted)
    {
        try
        {
            return LogStream.Open(file.Path, out compression, out isConverted);
        }
        catch (InvalidDataException)
        {
            (compression, isConverted) = (Compression.None, false);
            CutOff(file, log);
            return Stream.Null;
        }
    }

    private bool Blocks(LogFile file, FamilyLog log, long size, CancellationToken ct)
    {
        try
        {
            for (var block = _blocks.Next(); !block.IsEmpty; block = _blocks.Next())
            {
                ct.ThrowIfCancellationRequested();
                _taker.Take(block);
                if (log.IsFull)
                    return Stop(LogReasons.TooManySamples(file.Path, settings.MostSamples));
                if (LogStream.IsBomb(_blocks.Bytes, size))
                    return Stop(LogReasons.Inflates(file.Path, size, _blocks.Bytes));
            }

            return true;
        }
        catch (InvalidDataException)
        {
            return CutOff(file, log);
        }
    }

    private bool CutOff(LogFile file, FamilyLog log)
    {
        log.AddTrouble(LossKind.Damaged, file.Path, 0);
        return Stop(LogReasons.CutOff(file.Path));
    }

    private bool Stop(Reason why)
    {
        Notices.Add(why);
        return false;
    }

    private FamilyLog FamilyOf(LogFamily family)
    {
        var known = _families.Find(f => f.Family == family);
        if (known is null)
            _families.Add(known = new FamilyLog(family, settings));
        return known;
    }
}
