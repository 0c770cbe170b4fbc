using WesMemGuard.Runs;

namespace WesMemGuard.Core.Tests.Verdicts;

/// <summary>The sources of a run that a limit can read.</summary>
[Flags]
internal enum Source
{
    Memory = 1,
    Metrics = 2,
    Process = 4,
    Collected = 8,
    All = 15,
}

/// <summary>What can go wrong with a run, done to a copy of it.</summary>
internal static class RunFaults
{
    /// <summary>Removes readings as if they had never been asked for.</summary>
    public static MemoryRun Removed(MemoryRun run, Source source, Func<DateTimeOffset, bool> hit) =>
        Copy(run, new Removal(source, hit));

    /// <summary>Turns readings into failures.</summary>
    public static MemoryRun Failed(MemoryRun run, Source source, Func<DateTimeOffset, bool> hit,
        MissKind kind = MissKind.RateLimited) =>
        Copy(run, new Failure(source, hit, kind));

    /// <summary>From a moment on, until another, the source repeats what it said last before.</summary>
    public static MemoryRun Frozen(MemoryRun run, Source source, DateTimeOffset from, DateTimeOffset to) =>
        Copy(run, new Freeze(source, from, to));

    /// <summary>Another process answers from a moment on: its counters begin anew.</summary>
    public static MemoryRun Restarted(MemoryRun run, DateTimeOffset at) => Copy(run, new Restart(at));

    /// <summary>A module disappears from the answers.</summary>
    public static MemoryRun WithoutModule(MemoryRun run, string module, Func<DateTimeOffset, bool>? hit = null) =>
        Copy(run, new Absence(module, hit ?? (_ => true)));

    /// <summary>The second half of another run behind the first half of this one, on this one's clock.</summary>
    public static MemoryRun Spliced(MemoryRun run, MemoryRun other, Source source, double share = 0.5)
    {
        var (from, to) = Span(run);
        var cut = from + ((to - from) * share);
        var (begins, ends) = Span(other);
        var half = begins + ((ends - begins) / 2);
        var shift = cut - half;
        var joined = Copy(run, new Removal(source, at => at >= cut));
        Append(joined.Memory, other.Memory, source.HasFlag(Source.Memory));
        Append(joined.Metrics, other.Metrics, source.HasFlag(Source.Metrics));
        Append(joined.Process, other.Process, source.HasFlag(Source.Process));
        Append(joined.LiveHeap, other.LiveHeap, source.HasFlag(Source.Collected));
        return joined;

        void Append<T>(List<Reading<T>> to, List<Reading<T>> readings, bool wanted) where T : class
        {
            if (wanted)
                to.AddRange(readings.Where(r => r.At >= half).Select(r => r with { At = r.At + shift }));
        }
    }

    /// <summary>First and last request of a run.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Span(MemoryRun run)
    {
        var times = run.Memory.Select(r => r.At).Concat(run.Metrics.Select(r => r.At)).Concat(run.Process.Select(r => r.At))
            .Concat(run.LiveHeap.Select(r => r.At)).ToList();
        return (times.Min(), times.Max());
    }

    private static MemoryRun Copy(MemoryRun run, Fault fault)
    {
        var copy = new MemoryRun(run.Header);
        copy.Memory.AddRange(fault.Apply(Source.Memory, run.Memory));
        copy.Metrics.AddRange(fault.Apply(Source.Metrics, run.Metrics));
        copy.Process.AddRange(fault.Apply(Source.Process, run.Process));
        copy.LiveHeap.AddRange(fault.Apply(Source.Collected, run.LiveHeap));
        copy.Blocks.AddRange(run.Blocks);
        copy.Chain.AddRange(run.Chain);
        copy.Diagnostics.AddRange(fault.Apply(Source.All, run.Diagnostics));
        copy.Others.AddRange(run.Others);
        copy.Phases.AddRange(run.Phases);
        copy.Events.AddRange(run.Events);
        copy.Profiles.AddRange(run.Profiles);
        return copy;
    }

    private abstract class Fault
    {
        public abstract IEnumerable<Reading<T>> Apply<T>(Source source, List<Reading<T>> readings) where T : class;
    }

    private sealed class Removal(Source hitSource, Func<DateTimeOffset, bool> hit) : Fault
    {
        public override IEnumerable<Reading<T>> Apply<T>(Source source, List<Reading<T>> readings) =>
            hitSource.HasFlag(source) ? readings.Where(r => !hit(r.At)) : readings;
    }

    private sealed class Failure(Source hitSource, Func<DateTimeOffset, bool> hit, MissKind kind) : Fault
    {
        public override IEnumerable<Reading<T>> Apply<T>(Source source,
            List<Reading<T>> readings) => hitSource.HasFlag(source)
            ? readings.Select(r => hit(r.At) ? r with { Sample = null, Miss = new Miss(kind, "made by a test") } : r)
            : readings;
    }

    private sealed class Freeze(Source hitSource, DateTimeOffset from, DateTimeOffset to) : Fault
    {
        public override IEnumerable<Reading<T>> Apply<T>(Source source, List<Reading<T>> readings)
        {
            T? last = null;
            foreach (var reading in readings)
            {
                var frozen = hitSource.HasFlag(source) && reading.At >= from && reading.At <= to && last is not null
                    && reading.Sample is not null;
                yield return frozen ? reading with { Sample = last } : reading;
                if (!frozen)
                    last = reading.Sample ?? last;
            }
        }
    }

    private sealed class Restart(DateTimeOffset at) : Fault
    {
        public override IEnumerable<Reading<T>> Apply<T>(Source source, List<Reading<T>> readings)
        {
            var before = readings.FindLast(r => r.At < at && r.Sample is not null).Sample;
            return readings.Select(r => r.At < at || r.Sample is null
                || before is null ? r : r with { Sample = (T)Anew(before, r.Sample) });
        }

        private static object Anew(object before, object sample) => (before, sample) switch
        {
            (MemorySample b, MemorySample s) => s with { NumGc = Math.Max(0, s.NumGc - b.NumGc) },
            (MetricsSample b, MetricsSample s) =>
                s with
                {
                    GcCount = Math.Max(0, (s.GcCount - b.GcCount) ?? 0),
                    AllocTotal = s.AllocTotal - b.AllocTotal,
                    StartTimeSeconds = s.StartTimeSeconds + 600
                },
            (ProcessSample b, ProcessSample s) => s with { Pid = b.Pid + 1 },
            (CollectedHeapSample b, CollectedHeapSample s) =>
                s with { NumGc = Math.Max(0, s.NumGc - b.NumGc), TotalAlloc = s.TotalAlloc - b.TotalAlloc },
            _ => sample,
        };
    }

    private sealed class Absence(string module, Func<DateTimeOffset, bool> hit) : Fault
    {
        public override IEnumerable<Reading<T>> Apply<T>(Source source,
            List<Reading<T>> readings) => readings.Select(r =>
            r.Sample is MemorySample s
                && hit(r.At) ? r with { Sample = (T)(object)(s with { Modules = s.Modules.Where(m => m.Module != module).ToArray() }) }
                : r);
    }
}
