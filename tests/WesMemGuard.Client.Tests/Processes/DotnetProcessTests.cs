using System.Diagnostics;
using WesMemGuard.Client.Processes;
using WesMemGuard.HeapDumps;

namespace WesMemGuard.Client.Tests.Processes;

/// <summary>A .NET process by its runtime's events: this one.</summary>
[NonParallelizable]
internal sealed class DotnetProcessTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    [Test]
    public async Task A_full_collection_tells_what_is_live_to_a_few_percent()
    {
        var kept = new byte[32 * 1024 * 1024];
        using var process = DotnetProcess.Attach(Environment.ProcessId, TimeSpan.FromSeconds(1), TimeProvider.System);

        (await process.CollectAsync(CancellationToken.None)).ShouldBeTrue();
        var collected = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        var since = Stopwatch.StartNew();
        while (process.Figures is null && since.Elapsed < Within)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);

        var figures = process.Figures.ShouldNotBeNull();
        var live = collected.HeapSizeBytes - collected.FragmentedBytes;
        figures.HeapLive!.Value.ShouldBe(live, 0.05 * live);
        figures.GcCount!.Value.ShouldBeGreaterThanOrEqualTo(1);
        figures.Sys!.Value.ShouldBeGreaterThan(kept.Length);
        GC.KeepAlive(kept);
    }

    [Test]
    public async Task A_heap_is_written_as_a_dump_that_is_read_again()
    {
        var kept = Enumerable.Range(0, 1234).Select(_ => new KeptForTheDump()).ToArray();

        var dump = HeapDumpFile.Read(await DotnetProcess.DumpAsync(Environment.ProcessId, TimeProvider.System), "own.gcdump");

        // The runtime tells a nested type by its own name alone.
        dump.Types[nameof(KeptForTheDump)].Count.ShouldBe(kept.Length);
        dump.Types.Keys.ShouldContain("System.String");
    }

    [Test]
    public void A_process_that_is_not_there_or_no_NET_process_is_told()
    {
        var none = Should.Throw<NoRuntimeException>(() => DotnetProcess.Attach(int.MaxValue, TimeSpan.FromSeconds(1), TimeProvider.System));

        none.Message.ShouldStartWith("process 2147483647 tells nothing as a .NET process: ");
    }

    private sealed class KeptForTheDump
    {
        public int Number { get; } = 1;
    }
}
