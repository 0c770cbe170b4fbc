using System.Text;
using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.Live;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>The pool's queue, read off the log that a process has open: here the tests' own.</summary>
[NonParallelizable]
internal sealed class QueueOfLogTests
{
    [Test]
    public async Task The_end_of_a_long_log_tells_the_queue_which_the_run_keeps_for_later_judging()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "node-system.log");
        await using var log = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        var text = new StringBuilder();
        for (var length = 0; length <= 640; length++)
            text.Append(Round(length)).Append(Filler);
        await log.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
        await log.FlushAsync();
        log.Length.ShouldBeGreaterThan(4 * 1024 * 1024);

        var queue = (await QueueOfLog.LastAsync(Environment.ProcessId, default)).ShouldNotBeNull();
        (queue.Length, queue.Pending).ShouldBe((640, 0));

        var run = new MemoryRun(new RunHeader("run", "run", queue.At, RunOrigin.Live));
        run.Events.Add(QueueEvent.Of(queue));
        var seen = new SymptomHolders().OfHeap(run, queue.At.AddMinutes(-20), queue.At, null).ShouldHaveSingleItem();
        (seen.Module, seen.Bytes).ShouldBe(("mempool.txpool", 640 * 4096));
    }

    [Test]
    public async Task A_process_without_such_a_log_tells_nothing() =>
        (await QueueOfLog.LastAsync(OperatingSystem.IsLinux() ? 1 : null, default)).ShouldBeNull();

    private static readonly string Filler = "{\"level\":\"info\",\"timestamp\":\"2026-11-22T15:42:18.000Z\",\"message\":\""
        + new string('x', 7000) + "\"}\n";

    private static string Round(int length) =>
        """{"level":"info","timestamp":"2026-11-22T15:42:17.719Z","caller":"txpool/txpool.go:1334","message":"🔍 """
        + $"[交易池] 开始获取挖矿交易: pool=0x387b9d1fac00, pending=0, queueLen={length}, maxTx=1000, maxSize=1048576"
        + "\",\"module\":\"mempool\"}\n";
}
