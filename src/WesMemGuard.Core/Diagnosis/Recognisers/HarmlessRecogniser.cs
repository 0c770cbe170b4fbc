using WesMemGuard.Doctor;
using WesMemGuard.Measurement;
using WesMemGuard.Modules;
using WesMemGuard.Runs;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>What looks like harm and is none: garbage, a cache at its bound, the hourly backup.</summary>
internal static class HarmlessRecogniser
{
    private const double Swing = 250 * ByteSize.MiB;
    private const double Flat = 3 * ByteSize.MiB;
    private const double Spike = 50 * ByteSize.MiB;
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(90);

    public static IEnumerable<DiagnosedProblem> Look(RunSymptoms s)
    {
        if (Garbage(s) is { } garbage)
            yield return garbage;
        if (BlockCache(s) is { } blocks)
            yield return blocks;
        if (Backup(s) is { } backup)
            yield return backup;
    }

    private static DiagnosedProblem? Garbage(RunSymptoms s)
    {
        if (s.LiveGrowth is not { Outcome: Outcome.Held } flat || !(s.LiveRise < Flat) || s.Samples.Count == 0)
            return null;
        var (least, most) = (s.Samples.Min(x => x.Sample.RssBytes), s.Samples.Max(x => x.Sample.RssBytes));
        var heap = s.Samples.Max(x => x.Sample.HeapAlloc);
        if (most - least < Swing || heap - s.LivePoints[^1].Bytes < Swing)
            return null;
        var warnings = MemoryDoctorRule.Warnings(s.Run).Count(w => w.Kind == DoctorRule.RssGrowth);
        return new DiagnosedProblem(Problems.Garbage, Certainty.Likely, [
            new Symptom("garbage", least / ByteSize.MiB, most / ByteSize.MiB, heap / ByteSize.MiB),
            new Symptom("live-flat", flat.SlopePerHour / ByteSize.MiB, flat.LowPerHour / ByteSize.MiB,
                flat.HighPerHour / ByteSize.MiB, s.LivePoints[^1].Bytes / ByteSize.MiB, s.Live.Name),
            new Symptom("doctor", warnings),
        ]);
    }

    private static DiagnosedProblem? BlockCache(RunSymptoms s)
    {
        var bound = NodeModules.Find("block")!.BoundOf(Metric.Objects)!.Value;
        var objects = s.Module("block", m => m.Objects);
        if (objects.Count == 0 || objects.Max(p => p.Value) < 0.9 * bound)
            return null;
        return new DiagnosedProblem(Problems.BlockCache, Certainty.Likely, [
            new Symptom("block-cache", objects.Max(p => p.Value), bound, objects[^1].Value, s.Module("block", m => m.ApproxBytes)
                .Max(p => p.Value) / ByteSize.MiB)]);
    }

    /// <summary>
    /// By the log's own line, else by the treatment on <c>/metrics</c> beside a peak of rss; the first backup, a
    /// minute after start, is start-up.
    /// </summary>
    private static DiagnosedProblem? Backup(RunSymptoms s)
    {
        if (s.Samples.Count == 0 || !s.IsOneProcess)
            return null;
        foreach (var backup in s.Log?.Backups ?? [])
        {
            if (backup.At > s.WarmFrom && (backup.RssBeforeMiB - backup.RssAfterMiB) * ByteSize.MiB >= Spike)
                return Spiked(backup.At, backup.RssBeforeMiB, backup.RssAfterMiB);
        }

        foreach (var treatment in Treatments.Of(s.Run).Where(t => t.Kind == TreatmentKind.Backup && t.At > s.WarmFrom))
        {
            var near = s.Samples.Where(x => (x.At - treatment.At).Duration() <= Around).Select(x => x.Sample.RssBytes)
                .DefaultIfEmpty().Max();
            var before = s.Samples.Where(x => x.At < treatment.At - Around && x.At > treatment.At - (4 * Around))
                .Select(x => x.Sample.RssBytes).ToArray();
            if (before.Length > 0 && near - Median.Of(before) >= Spike)
                return Spiked(treatment.At, near / ByteSize.MiB, Median.Of(before) / ByteSize.MiB);
        }

        return null;
    }

    private static DiagnosedProblem Spiked(DateTimeOffset at, double high, double low) =>
        new(Problems.BackupSpikes, Certainty.Shown, [new Symptom("backup", at, high, low)]);
}
