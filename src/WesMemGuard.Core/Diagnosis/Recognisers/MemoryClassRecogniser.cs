using WesMemGuard.Measurement;
using WesMemGuard.Statistics;

namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>
/// Memory that is not the live heap: which class of it grows, by the judge's own verdict on the metric of that class.
/// </summary>
internal static class MemoryClassRecogniser
{
    /// <summary>Stacks an hour below which nobody is accused.</summary>
    public const double HarmlessStacks = 4 * ByteSize.MiB;

    /// <summary>
    /// What a class may grow by. Arenas that are allocated in advance are touched little by little: on good nodes under
    /// load that looks like 13 MiB/h of native memory (transfers recording), so where much was never touched native
    /// memory must grow by more. Files that a database maps grow by 10 MiB/h there, the runtime's tables by 10 with the
    /// heap.
    /// </summary>
    private const double Harmless = 4 * ByteSize.MiB, HarmlessTouched = 24 * ByteSize.MiB, HarmlessFiles =
        24 * ByteSize.MiB,
        HarmlessHeap = 8 * ByteSize.MiB;

    /// <summary>
    /// A smaller rise is the time between a look at <c>/proc</c> and a page, whatever it would be an hour.
    /// </summary>
    private const double Material = 4 * ByteSize.MiB;

    /// <summary>Less that was never touched is noise.</summary>
    private const double Touched = 16 * ByteSize.MiB;

    private const double MostOfUntouched = 0.1;

    /// <summary>
    /// Garbage that begins to pass through a heap that has filled looks like growth for a while, with an interval as
    /// wide as itself.
    /// </summary>
    private const double LeastCertain = 1 / 3.0;

    private const double HarmlessThreads = 6;

    public static IEnumerable<DiagnosedProblem> Look(RunSymptoms s)
    {
        if (!s.IsOneProcess)
            yield break;
        var untouched = Untouched(s);
        if (!MayBeFirstTouches(s) && Grown(s, Problems.NativeGrowth, Metric.Native, HarmlessNative(s)) is { } native)
            yield return native
                with
            {
                Evidence = [.. native.Evidence, .. OfNative(s, untouched)],
                Certainty = untouched > Touched
                ? Certainty.Likely : Certainty.Shown
            };
        if (Grown(s, Problems.FragmentationGrowth, Metric.Fragmentation, HarmlessHeap) is { } fragmented)
            yield return fragmented;
        if (Grown(s, Problems.IdleHeapGrowth, Metric.IdleHeap, HarmlessHeap) is { } idle)
            yield return idle;
        if (!s.GoroutineGrowth.Grows && Grown(s, Problems.StackGrowth, Metric.Stacks, HarmlessStacks) is { } stacks)
            yield return stacks;
        if (!s.LiveGrows && Grown(s, Problems.RuntimeGrowth, Metric.RuntimeMemory, HarmlessHeap) is { } own)
            yield return own;
        if (Grown(s, Problems.MappedGrowth, Metric.Mapped, HarmlessFiles) is { } files)
            yield return files;
        if (s.Growth(Metric.Threads, HarmlessThreads) is { Grows: true } threads)
            yield return Threads(s, threads);
    }

    /// <summary>What native memory may grow by, an hour.</summary>
    public static double HarmlessNative(RunSymptoms s) => Untouched(s) > Touched ? HarmlessTouched : Harmless;

    /// <summary>
    /// Whether a rise of native memory may as well be heap that is touched for the first time: it never passed what the
    /// runtime took, and used up a good part of what was untouched. A small part of much that was allocated in advance
    /// is none of a cache that is used.
    /// </summary>
    public static bool MayBeFirstTouches(RunSymptoms s)
    {
        var values = s.Values(Metric.Native);
        if (values.Count == 0 || Untouched(s) <= Touched)
            return false;
        var (least, most) = (values.Min(v => v.Value), values.Max(v => v.Value));
        return most < Touched && most - least > MostOfUntouched * -least;
    }

    /// <summary>What the runtime took and nobody has touched, bytes: as far as native memory reads below 0.</summary>
    private static double Untouched(RunSymptoms s) =>
        -s.Values(Metric.Native).Select(v => v.Value).DefaultIfEmpty(0).Min();

    private static DiagnosedProblem? Grown(RunSymptoms s, Problem problem, Metric metric, double harmless)
    {
        if (s.Growth(metric, harmless) is not { Grows: true } growth
            || growth.LowPerHour < LeastCertain * growth.SlopePerHour)
            return null;
        var values = s.Values(metric);
        var some = Math.Clamp(values.Count / 8, 1, 5);
        var (first, last) =
            (Median.Of([.. values.Take(some).Select(v => v.Value)]), Median.Of([.. values.TakeLast(some).Select(v => v.Value)]));
        if (last - first < Material)
            return null;
        return new DiagnosedProblem(problem, Certainty.Shown, [
            new Symptom("class-grows", metric.Name(), growth.SlopePerHour / ByteSize.MiB, growth.LowPerHour / ByteSize.MiB,
                growth.HighPerHour / ByteSize.MiB, growth.Samples, growth.Evidence),
            new Symptom("class-rise", metric.Name(), (last - first) / ByteSize.MiB, metric.Row().Formula),
        ])
        { BytesPerHour = growth.LowPerHour };
    }

    /// <summary>What makes native memory uncertain: first touches, huge pages, swap.</summary>
    private static IEnumerable<Symptom> OfNative(RunSymptoms s, double untouched)
    {
        if (untouched > Touched)
            yield return new Symptom("native-untouched", untouched / ByteSize.MiB);
        var looks =
            s.Run.Process.Where(r => r.Sample is not null && r.At >= s.WarmFrom).Select(r => r.Sample!).ToList();
        if (looks.Count < 2)
            yield break;
        if (looks[^1].HugePages - looks[0].HugePages is { } huge && huge > Touched)
            yield return new Symptom("native-huge", huge / ByteSize.MiB);
        if (looks[^1].Swap is > 0)
            yield return new Symptom("native-swap", looks[^1].Swap!.Value / ByteSize.MiB);
    }

    private static DiagnosedProblem Threads(RunSymptoms s, JudgedGrowth growth)
    {
        var counts = s.Values(Metric.Threads);
        return new DiagnosedProblem(Problems.ThreadGrowth, Certainty.Shown, [
            new Symptom("threads", growth.SlopePerHour, growth.LowPerHour, growth.HighPerHour, counts[0].Value, counts[^1].Value)]);
    }
}
