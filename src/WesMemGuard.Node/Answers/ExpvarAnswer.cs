using WesMemGuard.Runs;

namespace WesMemGuard.Node.Answers;

/// <summary>
/// The figures of <c>memstats</c> at <c>/debug/vars</c> (Go, expvar): what a page tells, without GOGC and the memory
/// limit.
/// </summary>
internal static class ExpvarAnswer
{
    public static MetricsSample Read(ReadOnlyMemory<byte> body) => StrictJson.Read(body, root =>
    {
        var memory = StrictJson.Object(root, "memstats");
        double Figure(string name) => StrictJson.Count(memory, "memstats.", name);
        return new MetricsSample
        {
            NextGc = Figure("NextGC"),
            GcCount = Figure("NumGC"),
            LastGcSeconds = Figure("LastGC") / 1e9,
            HeapAlloc = Figure("HeapAlloc"),
            HeapInuse = Figure("HeapInuse"),
            HeapIdle = Figure("HeapIdle"),
            HeapReleased = Figure("HeapReleased"),
            Sys = Figure("Sys"),
            StackInuse = Figure("StackInuse"),
            AllocTotal = Figure("TotalAlloc"),
        };
    });
}
