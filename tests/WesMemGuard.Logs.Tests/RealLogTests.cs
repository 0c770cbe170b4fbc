using System.Text.Json;
using WesMemGuard.Logs.Entries;

namespace WesMemGuard.Logs.Tests;

internal sealed class RealLogTests
{
    private static readonly string[] WithSamples =
        ["idle", "restarts", "minimal-mode", "transfers", "block-reads", "pool-flood", "stalled-chain", "many-clients", "cycles-transfers"];

    [TestCaseSource(nameof(WithSamples))]
    public async Task The_number_of_samples_is_what_grep_counts_in_one_twin(string name)
    {
        var reading = await RealLog.Read(name);

        var counted = RealLog.Count(name, "\"message\":\"memory_sample\"");
        counted.ShouldBeGreaterThan(60);
        reading.Samples.Count.ShouldBe(counted);
        reading.Run.Memory.Count.ShouldBe(counted);
        reading.Counters.Samples.ShouldBe(counted);
        reading.Counters.Broken.ShouldBe(0);
        reading.Counters.TornEnds.ShouldBe(0);
    }

    [TestCaseSource(nameof(WithSamples))]
    public async Task Every_field_of_the_first_and_the_last_sample_is_right(string name)
    {
        var reading = await RealLog.Read(name);

        var lines = Directory.GetFiles(RealLog.Folder(name), "node-system*.gz")
            .SelectMany(RealLog.Lines)
            .Where(l => l.Contains("\"message\":\"memory_sample\"", StringComparison.Ordinal))
            .ToList();
        Same(reading.Samples[0], lines.MinBy(Time)!);
        Same(reading.Samples[^1], lines.MaxBy(Time)!);
    }

    [TestCaseSource(nameof(WithSamples))]
    public async Task Samples_are_in_time_order_about_ten_seconds_apart(string name)
    {
        var samples = (await RealLog.Read(name)).Samples;

        var gaps = samples.Zip(samples.Skip(1), (a, b) => (b.At - a.At).TotalSeconds).Order().ToList();
        gaps[0].ShouldBeGreaterThan(0);
        gaps[gaps.Count / 2].ShouldBe(10, 0.1);
    }

    [TestCase("transfers", LogEventKind.TrendWarning, "内存趋势警告")]
    [TestCase("transfers", LogEventKind.MemoryReleased, "memory_optimization_done")]
    [TestCase("transfers", LogEventKind.PoolQueue, "开始获取挖矿交易")]
    [TestCase("transfers", LogEventKind.PoolCounts, "[交易池监控] 交易数")]
    [TestCase("transfers", LogEventKind.BlockProduced, "\"message\":\"✅ 区块处理完成，")]
    [TestCase("transfers", LogEventKind.Backup, "备份后内存释放")]
    [TestCase("block-reads", LogEventKind.TrendWarning, "内存趋势警告")]
    [TestCase("restarts", LogEventKind.Started, "\"message\":\"MemoryDoctor 启动\"")]
    [TestCase("restarts", LogEventKind.UncleanStart, "检测到BADGER_RUNNING")]
    [TestCase("restarts", LogEventKind.BlockMined, "🎉 挖矿成功")]
    [TestCase("restarts", LogEventKind.IoPressure, "检测到 IO 高压状态")]
    [TestCase("stalled-chain", LogEventKind.ConfirmationStuck, "⏳ v2 确认阻塞诊断")]
    [TestCase("stalled-chain", LogEventKind.CacheShrunk, "MemoryDoctor 触发")]
    [TestCase("idle", LogEventKind.RuntimeMonitor, "[RuntimeMonitor]")]
    [TestCase("idle", LogEventKind.MemoryGuard, "\"message\":\"[MemoryGuard]")]
    [TestCase("idle", LogEventKind.SyncMemory, "\"message\":\"🧹")]
    public async Task The_number_of_events_is_what_grep_counts_in_one_twin(string name, LogEventKind kind, string text)
    {
        var counted = RealLog.Count(name, text);
        counted.ShouldBeGreaterThan(0);

        (await RealLog.Read(name)).Events.Count(e => e.Kind == kind).ShouldBe(counted);
    }

    [Test]
    public async Task Figures_of_events_are_read_from_fields_and_from_text()
    {
        var events = (await RealLog.Read("transfers")).Events;

        var released = events.First(e => e.Kind == LogEventKind.MemoryReleased);
        released.Figures.Select(f => f.Name)
            .ShouldBe(["before_rss_mb", "after_rss_mb", "freed_rss_mb", "before_heap_mb", "after_heap_mb", "freed_heap_mb", "goroutines"]);
        var queue = events.Last(e => e.Kind == LogEventKind.PoolQueue);
        queue.Message.ShouldEndWith("pending=2, queueLen=1935, maxTx=1000, maxSize=1048576");
        (queue.Figure("pending"), queue.Figure("queueLen"), queue.Figure("maxTx"), queue.Figure("pool")).ShouldBe((2, 1935, 1000, null));
        var warning = events.First(e => e.Kind == LogEventKind.TrendWarning);
        warning.Detail.ShouldBe("物理内存(RSS)增长超过阈值");
        warning.Level.ShouldBe("warn");
        warning.Figure("growth_bytes").ShouldNotBeNull().ShouldBeGreaterThan(100 * 1024 * 1024);
        var pool = events.Last(e => e.Kind == LogEventKind.PoolCounts);
        pool.Figures.Select(f => f.Name).ShouldBe(["total", "pending", "mining", "confirmed", "rejected", "expired"]);
        var block = events.First(e => e.Kind == LogEventKind.BlockProduced);
        (block.Figure("height"), block.Figure("transactions")).ShouldBe((0, 1));
        var backup = events.First(e => e.Kind == LogEventKind.Backup);
        backup.Figures.Select(f => f.Name).ShouldBe(["heap_before_mb", "heap_after_mb", "rss_before_mb", "rss_after_mb"]);
        backup.Figure("heap_before_mb").ShouldNotBeNull().ShouldBeGreaterThan(backup.Figure("heap_after_mb")!.Value);
    }

    [Test]
    public async Task Twins_and_the_console_capture_count_once()
    {
        var reading = await RealLog.Read("transfers");

        reading.Counters.Files.ShouldBe(3);
        reading.Counters.DuplicateSamples.ShouldBe(2 * 289);
        reading.Counters.DuplicateEvents.ShouldBeGreaterThan(1000);
        reading.Notices.ShouldBeEmpty();
        reading.Errors.ShouldHaveSingleItem().Count.ShouldBe(21);
    }

    [Test]
    public async Task Errors_count_by_message_with_the_first_example()
    {
        var error = (await RealLog.Read("stalled-chain")).Errors.ShouldHaveSingleItem();

        error.Count.ShouldBe(RealLog.Count("stalled-chain", "\"level\":\"error\""));
        error.Message.ShouldContain("资源 version 必须为十进制整数");
        error.Example.ShouldContain("\"timestamp\":\"" + error.FirstAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff") + "Z\"");
        error.LastAt.ShouldBeGreaterThan(error.FirstAt);
        error.Caller.ShouldContain(".go:");
    }

    [Test]
    public async Task Restarts_are_seen_by_start_lines_and_by_falling_collections()
    {
        var reading = await RealLog.Read("restarts");

        reading.Counters.Starts.ShouldBe(4);
        var restarts = reading.Events.Where(e => e.Kind == LogEventKind.Restarted).ToList();
        restarts.Count.ShouldBe(3);
        restarts.ShouldAllBe(e => e.Figure("gc_after") < e.Figure("gc_before"));
        reading.Run.Events.Count(e => e.Name == "restarted").ShouldBe(3);
        reading.Run.Events.Count(e => e.Name == "started").ShouldBe(4);
    }

    [Test]
    public async Task Rotated_files_are_read_oldest_first_into_one_series()
    {
        var reading = await RealLog.Read("pool-flood");

        reading.Counters.Files.ShouldBe(2);
        reading.Counters.DuplicateSamples.ShouldBe(0);
        reading.Samples[0].At.ShouldBeLessThan(new DateTimeOffset(2026, 11, 22, 16, 9, 12, TimeSpan.Zero));
        reading.Run.Header.Name.ShouldBe("pool-flood");
        reading.Run.Header.Mode.ShouldBe("heuristic");
        reading.Run.Header.StartedAt.ShouldBeLessThan(reading.Samples[0].At);
    }

    [Test]
    public async Task The_mode_comes_from_the_log() =>
        (await RealLog.Read("minimal-mode")).Run.Header.Mode.ShouldBe("minimal");

    private static string Time(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("time").GetString()!;
    }

    private static void Same(LogSample sample, string line)
    {
        using var json = JsonDocument.Parse(line);
        var o = json.RootElement;
        double N(string name) => o.GetProperty(name).GetDouble();
        sample.At.ShouldBe(o.GetProperty("time").GetDateTimeOffset());
        sample.Extra.WrittenAt.ShouldBe(o.GetProperty("timestamp").GetDateTimeOffset());
        var s = sample.Sample;
        (s.RssBytes, s.HeapAlloc, s.HeapInuse, s.NumGc, s.Goroutines)
            .ShouldBe((N("rss_bytes"), N("heap_alloc_bytes"), N("heap_inuse_bytes"), N("gc"), N("goroutines")));
        var e = sample.Extra;
        (e.RssMiB, e.HeapMiB, e.HeapSys, e.StackInuse, e.MspanInuse, e.McacheInuse, e.Sys, e.ModulesCount).ShouldBe(
            (N("rss_mb"), N("heap_mb"), N("heap_sys_bytes"), N("stack_inuse_bytes"), N("mspan_inuse_bytes"),
                N("mcache_inuse_bytes"), N("sys_bytes"), N("modules_count")));
        s.Modules.Select(m => $"{m.Module} {m.Layer} {m.Objects} {m.ApproxBytes} {m.CacheItems} {m.QueueLength}").ShouldBe(
            o.GetProperty("modules").EnumerateArray().Select(m =>
                $"{m.GetProperty("module").GetString()} {m.GetProperty("layer").GetString()} "
                    + $"{m.GetProperty("objects").GetDouble()} {m.GetProperty("approx_bytes").GetDouble()} "
                        + $"{m.GetProperty("cache_items").GetDouble()} {m.GetProperty("queue_length").GetDouble()}"));
        s.Modules.Count.ShouldBe((int)e.ModulesCount!);
    }
}
