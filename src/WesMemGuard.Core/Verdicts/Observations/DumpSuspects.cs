using WesMemGuard.HeapDumps;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>Which types of a client grew, by the dumps of its heap that lie beside the run: no sampling is in them.</summary>
internal sealed class DumpSuspects : ISuspectFinder
{
    private const int MostTypes = 8;

    public Suspects OfHeap(MemoryRun run, DateTimeOffset from, DateTimeOffset to, bool stoppedToo)
    {
        var dumps = run.Profiles.Where(p => p.Kind == ProfileKind.HeapDump).OrderBy(p => p.At).ToList();
        if (dumps.Count < 2)
            return new Suspects([], LimitReasons.NoHeapDumps(dumps.Count));
        // The last one before the growth, else the first there is; the first one after it, else the last.
        var before = dumps.FindLast(d => d.At <= from) ?? dumps[0];
        var after = dumps.Find(d => d.At >= to && d != before) ?? dumps[^1];
        if (Read(before) is not { } earlier || Read(after) is not { } later)
            return new Suspects([], LimitReasons.HeapDumpsUnread());
        var grown = HeapDumpGrowth.Between(earlier, later).Where(g => g.Bytes > 0).ToList();
        double all = grown.Sum(g => g.Bytes);
        return grown.Count == 0 ? new Suspects([], LimitReasons.NoTypeGrew())
            : new Suspects([.. grown.Take(MostTypes).Select(g => Of(g, all, after.At - before.At))], null);
    }

    public Suspects OfGoroutines(MemoryRun run, DateTimeOffset from, DateTimeOffset to, bool stoppedToo) => new([], null);

    public IReadOnlyList<MeasuredBytes> MeasuredBytes(MemoryRun run, string module) => [];

    public MeasuredBytes? MeasuredGrowth(MemoryRun run, string module, DateTimeOffset from, DateTimeOffset to) => null;

    public ProfiledGrowth? HeapGrowth(MemoryRun run, DateTimeOffset from, DateTimeOffset to) => null;

    private static Suspect Of(HeapDumpGrowth grown, double all, TimeSpan elapsed) =>
        new(OneLine.Of(grown.Type), null, Metrics.Client, grown.Bytes, grown.Bytes, grown.Bytes, grown.Bytes / all) { Elapsed = elapsed };

    private static HeapDump? Read(ProfileCapture dump)
    {
        try
        {
            return HeapDumpFile.Read(dump.Content.ToArray(), dump.File);
        }
        catch (BadInputException)
        {
            return null; // it says so itself where it is opened; here its types are unknown
        }
    }
}
