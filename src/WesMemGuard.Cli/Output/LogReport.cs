using System.Globalization;
using WesMemGuard.Doctor;
using WesMemGuard.Logs;

namespace WesMemGuard.Cli.Output;

/// <summary>What <c>logs</c> says to people: what was read, from when to when, which events, which errors, what could not be read.</summary>
internal static class LogReport
{
    private const int MostErrors = 10;

    public static void Write(LogReading log, TextWriter to)
    {
        var c = log.Counters;
        Line(to, $"{log.Run.Header.Name}: {c.Samples} samples in {c.Lines} lines of {c.Files} files ({c.Bytes / ByteSize.MiB:0.0} MiB); {c.DuplicateSamples} samples and {c.DuplicateEvents} events stand in a twin too");
        if (log.Samples.Count > 0)
            Samples(log, to);
        Warnings(log, to);
        foreach (var kind in log.Events.GroupBy(e => e.Kind).OrderBy(g => g.Key))
            Line(to, $"  {LogEventNames.Of(kind.Key),-24} {kind.Count(),7}   {kind.First().At:HH:mm:ss}Z .. {kind.Last().At:HH:mm:ss}Z");
        foreach (var error in log.Errors.Take(MostErrors))
            Line(to, $"  {error.Level,-8} {error.Count,7} x {error.Message}   {error.Caller}, first {error.FirstAt:HH:mm:ss}Z");
        if (log.Errors.Count > MostErrors)
            Line(to, $"  and {log.Errors.Count - MostErrors} more messages of errors");
        if (c.Broken + c.TornEnds + c.TooLong + c.EventsDropped > 0)
            Line(to, $"  not read: {c.Broken} broken lines, {c.TornEnds} torn last lines, {c.TooLong} lines over 1 MiB; {c.EventsDropped} events over the bound");
        foreach (var broken in log.Broken)
            Line(to, $"  {broken.File}:{broken.Line}: {broken.Why}: {broken.Excerpt}");
    }

    private static void Samples(LogReading log, TextWriter to)
    {
        var s = log.Samples;
        Line(to, $"  {s[0].At:yyyy-MM-dd HH:mm:ss}Z .. {s[^1].At:yyyy-MM-dd HH:mm:ss}Z; rss {Range(s, x => x.Sample.RssBytes)}; heap_alloc {Range(s, x => x.Sample.HeapAlloc)} MiB (garbage included)");
    }

    private static void Warnings(LogReading log, TextWriter to)
    {
        var ruled = MemoryDoctorRule.Warnings(log.Run).Count(w => w.Kind == DoctorRule.RssGrowth);
        var logged = log.Events.Count(e => e.Kind == LogEventKind.TrendWarning);
        if (ruled + logged > 0)
            Line(to, $"  MemoryDoctor warned {logged} times; by its rule (rss over 100 MiB within 30 samples) {ruled} times: it follows garbage, not leaks");
    }

    private static string Range(IReadOnlyList<LogSample> samples, Func<LogSample, double> figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{samples.Min(figure) / ByteSize.MiB:0} .. {samples.Max(figure) / ByteSize.MiB:0}");

    private static void Line(TextWriter to, FormattableString line) => to.WriteLine(SafeText.Of(FormattableString.Invariant(line)));
}
