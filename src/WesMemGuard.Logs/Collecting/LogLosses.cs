using WesMemGuard.Logs.Entries;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Collecting;

/// <summary>
/// What a log lost for good: unreadable lines at its beginning and end, where no rhythm of samples tells of them, and
/// damaged files anywhere. Lines that are lost in between leave a gap, which the gates count. What a twin holds is not
/// lost.
/// </summary>
internal static class LogLosses
{
    /// <summary>Two samples that are no further apart lost none between them.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(2.5 * NodeLog.SampleInterval);

    /// <summary>The losses of one family, by its own times.</summary>
    public static IEnumerable<RunLoss> Of(FamilyLog log, TimeSpan shift)
    {
        foreach (var trouble in log.Troubles)
        {
            var before =
                trouble.SamplesBefore > 0 ? log.Samples[trouble.SamplesBefore - 1].At + shift : (DateTimeOffset?)null;
            var after = trouble.SamplesBefore < log.Samples.Count
                ? log.Samples[trouble.SamplesBefore].At + shift : (DateTimeOffset?)null;
            if (before is not null && after is not null && trouble.Kind != LossKind.Damaged)
                continue;
            yield return new RunLoss(trouble.Kind, before, after)
            {
                File = Path.GetFileName(trouble.File),
                Line = trouble.Line > 0 ? trouble.Line : null,
                Count = trouble.Lines,
            };
        }
    }

    /// <summary>Whether a family was read to an end that nothing is wrong with.</summary>
    public static bool EndsWhole(FamilyLog log) =>
        log.Samples.Count > 0 && !log.Troubles.Exists(t => t.SamplesBefore == log.Samples.Count);

    /// <summary>Those that no other family's samples make good.</summary>
    /// <param name="losses">Of all families.</param>
    /// <param name="samples">Of all families, in the order of time.</param>
    /// <param name="wholeUntil">The last sample of the families that end whole; null: none does.</param>
    public static List<RunLoss> Uncovered(IEnumerable<RunLoss> losses, List<LogSample> samples,
        DateTimeOffset? wholeUntil) =>
        losses.Where(loss => !IsCovered(loss, samples, wholeUntil)).DistinctBy(loss => (loss.Kind, loss.From, loss.To, loss.File)).ToList();

    // What lies before the first sample of all, or behind the last of a log of which no part ends whole, nobody else tells.
    private static bool IsCovered(RunLoss loss, List<LogSample> samples, DateTimeOffset? wholeUntil)
    {
        if (samples.Count == 0 || (loss.To ?? wholeUntil) is not { } to)
            return false;
        var from = loss.From ?? samples[0].At;
        if (from > to || (loss.From is null && from == to))
            return false;
        var last = from;
        foreach (var sample in samples.Where(s => s.At > from && s.At <= to))
        {
            if (sample.At - last > Together)
                return false;
            last = sample.At;
        }

        return to - last <= Together && (last > from || from == to);
    }
}
