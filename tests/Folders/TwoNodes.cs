namespace WesMemGuard.Tests;

/// <summary>Two hours of two nodes at a minute each, as Prometheus writes them: n0 is flat, n1 grows by 40 MiB an hour.</summary>
internal static class TwoNodes
{
    public static string Prom { get; } = string.Concat(Enumerable.Range(0, 2).SelectMany(n => Enumerable.Range(0, 120).Select(i =>
        $"go_memstats_next_gc_bytes{{instance=\"n{n}\"}} {(200L << 20) + (i * n * (80L << 20) / 60)} {1_795_000_000L + (60 * i)}000\n")));
}
