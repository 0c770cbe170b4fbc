using WesMemGuard.Runs;

namespace WesMemGuard.Doctor;

/// <summary>
/// The node's own rule (memory_doctor.go:73-83, 515-597) over a run's samples: when it warns, warranted or not. It
/// compares the last sample of a window of 30 with the first, from the second sample of a process on, so that it
/// follows garbage and start-up rather than leaks.
/// </summary>
internal static class MemoryDoctorRule
{
    /// <summary>Samples in the window: 290 s at one each 10 s.</summary>
    public const int Window = 30;

    /// <summary>The growth of rss, in bytes, above which it warns.</summary>
    public const double MostGrowth = 100 * 1024 * 1024;

    /// <summary>The goroutines from which it warns, and from which it calls it critical.</summary>
    public const double ManyGoroutines = 5000, CriticalGoroutines = 10000;

    /// <summary>The goroutines a minute above which it warns.</summary>
    public const double MostGoroutinesPerMinute = 500;

    /// <summary>
    /// Every warning, in order. A sample that repeats the one before is the same; a process that was replaced begins a new window.
    /// </summary>
    public static IReadOnlyList<DoctorWarning> Warnings(MemoryRun run)
    {
        var warnings = new List<DoctorWarning>();
        var window = new Queue<(DateTimeOffset At, MemorySample Sample)>(Window);
        MemorySample? last = null;
        foreach (var reading in run.Memory)
        {
            if (reading.Sample is not { } sample || sample.Equals(last))
                continue;
            if (last is not null && sample.NumGc < last.NumGc)
                window.Clear();
            last = sample;
            if (window.Count == Window)
                window.Dequeue();
            window.Enqueue((reading.At, sample));
            Judge(window.Peek(), (reading.At, sample), warnings);
        }

        return warnings;
    }

    private static void Judge((DateTimeOffset At, MemorySample Sample) first, (DateTimeOffset At, MemorySample Sample) last,
        List<DoctorWarning> warnings)
    {
        var growth = last.Sample.RssBytes - first.Sample.RssBytes;
        if (growth > MostGrowth)
            warnings.Add(new DoctorWarning(last.At, DoctorRule.RssGrowth, growth, first.At));
        var goroutines = last.Sample.Goroutines;
        if (goroutines >= ManyGoroutines)
            warnings.Add(new DoctorWarning(last.At, goroutines >= CriticalGoroutines
                ? DoctorRule.GoroutinesCritical : DoctorRule.GoroutinesHigh, goroutines, first.At));
        var minutes = (last.At - first.At).TotalMinutes;
        if (minutes <= 0)
            return;
        var rate = (goroutines - first.Sample.Goroutines) / minutes;
        if (rate > MostGoroutinesPerMinute)
            warnings.Add(new DoctorWarning(last.At, DoctorRule.GoroutineGrowth, rate, first.At));
    }
}
