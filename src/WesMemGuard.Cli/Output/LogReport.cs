using System.Globalization;
using WesMemGuard.Cli.Options;
using WesMemGuard.Doctor;
using WesMemGuard.Logs.Entries;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// What <c>logs</c> says to people: what was read, from when to when, which events, which errors, what could not be
/// read.
/// </summary>
internal static class LogReport
{
    private const int MostErrors = 10;

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(LogReport));

    public static void Write(LogReading log, Surroundings surroundings)
    {
        var (to, texts) = (surroundings.Out, Texts.In(surroundings.Language));
        var c = log.Counters;
        Line(to, texts.Format("Head", log.Run.Header.Name, c.Samples, c.Lines, c.Files, c.Bytes / ByteSize.MiB,
            c.DuplicateSamples, c.DuplicateEvents));
        if (log.Envelopes.Count > 0)
            Line(to, texts.Format("Unwrapped",
                string.Join(texts["And"], log.Envelopes.OrderByDescending(e => e.Value)
                .Select(e => texts.Format("Envelope", texts[e.Key.ToString()], e.Value)))));
        if (log.Samples.Count > 0)
            Samples(log, texts, to);
        Warnings(log, texts, to);
        foreach (var kind in log.Events.GroupBy(e => e.Kind).OrderBy(g => g.Key))
            Line(to, FormattableString.Invariant(
                $"  {LogEventNames.Of(kind.Key),-24} {kind.Count(),7}   {kind.First().At:HH:mm:ss}Z .. {kind.Last().At:HH:mm:ss}Z"));
        foreach (var error in log.Errors.Take(MostErrors))
            Line(to, FormattableString.Invariant(
                $"  {error.Level,-8} {error.Count,7} x {error.Message}   {error.Caller}, {texts["First"]} {error.FirstAt:HH:mm:ss}Z"));
        if (log.Errors.Count > MostErrors)
            Line(to, texts.Format("MoreErrors", log.Errors.Count - MostErrors));
        if (c.Broken + c.TornEnds + c.TooLong + c.EventsDropped > 0)
            Line(to, texts.Format("Unread", c.Broken, c.TornEnds, c.TooLong, c.EventsDropped));
        foreach (var broken in log.Broken)
            Line(to, $"  {broken.File}:{broken.Line}: {broken.Why}: {broken.Excerpt}");
    }

    private static void Samples(LogReading log, LocalTexts texts, TextWriter to)
    {
        var s = log.Samples;
        Line(to, texts.Format("Samples", s[0].At, s[^1].At, Range(s, x => x.Sample.RssBytes),
            Range(s, x => x.Sample.HeapAlloc)));
    }

    private static void Warnings(LogReading log, LocalTexts texts, TextWriter to)
    {
        var ruled = MemoryDoctorRule.Warnings(log.Run).Count(w => w.Kind == DoctorRule.RssGrowth);
        var logged = log.Events.Count(e => e.Kind == LogEventKind.TrendWarning);
        if (ruled + logged > 0)
            Line(to, texts.Format("Warned", logged, ruled));
    }

    private static string Range(IReadOnlyList<LogSample> samples, Func<LogSample, double> figure) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{samples.Min(figure) / ByteSize.MiB:0} .. {samples.Max(figure) / ByteSize.MiB:0}");

    private static void Line(TextWriter to, string line) => to.WriteLine(SafeText.Of(line));
}
