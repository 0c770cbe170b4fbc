using WesMemGuard.Runs;

namespace WesMemGuard.Core.Tests.Verdicts;

/// <summary>
/// A run whose native memory can be told: what the runtime took lies below what is resident, by some 5 MiB.
/// </summary>
internal static class NativeRun
{
    public const string Peak = """{ "of": "process", "metric": "native", "peak": "20 MiB" }""";

    /// <summary>Its runtime took 40 MiB, and at the page of one minute so many MiB less.</summary>
    public static MemoryRun Flat(double minute = 0, double lessMiB = 0)
    {
        var run = SyntheticRun.Flat.Build();
        for (var i = 0; i < run.Metrics.Count; i++)
        {
            var page = run.Metrics[i];
            var less = Math.Abs((page.At - SyntheticRun.At(minute)).TotalSeconds) < 15 ? lessMiB : 0;
            run.Metrics[i] = page with
            {
                Sample = page.Sample! with { Sys = (40 - less) * ByteSize.MiB, HeapReleased = 0 },
            };
        }

        return run;
    }
}
