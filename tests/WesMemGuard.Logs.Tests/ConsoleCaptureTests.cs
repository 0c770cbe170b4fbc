using System.IO.Compression;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Logs.Tests;

internal sealed class ConsoleCaptureTests
{
    private static string Capture => Path.Combine(RealLog.Folder("transfers"), "stdout.log.gz");

    [Test]
    public async Task A_capture_alone_gives_the_same_samples_and_events_as_the_file_of_the_same_node()
    {
        var file = await NodeLog.ReadAsync([Path.Combine(RealLog.Folder("transfers"), "node-system.log.gz")]);

        var capture =
            await NodeLog.ReadAsync([Capture], new LogReadSettings { ConsoleDate = new DateOnly(2026, 11, 22) });

        capture.Samples.Select(s => (s.At, s.Sample)).ShouldBe(file.Samples.Select(s => (s.At, s.Sample)));
        capture.Events.Select(e => (e.At, e.Kind, e.Level, e.Message))
            .ShouldBe(file.Events.Select(e => (e.At, e.Kind, e.Level, e.Message)));
        capture.Errors.ShouldHaveSingleItem().Count.ShouldBe(21);
    }

    [Test]
    public async Task Its_zone_is_a_setting()
    {
        var settings =
            new LogReadSettings { ConsoleDate = new DateOnly(2026, 11, 22), ConsoleOffset = TimeSpan.FromHours(8) };

        (await NodeLog.ReadAsync([Capture], settings)).Samples[0].At.ShouldBe(new DateTimeOffset(2026, 11, 22, 7, 39,
            17, 425,
            TimeSpan.Zero));
    }

    [Test]
    public async Task Without_twins_or_setting_the_day_comes_from_the_last_change_and_a_notice_says_so()
    {
        using var log = new WrittenLog();
        var path = log["stdout.log"];
        using (var gz = new GZipStream(File.OpenRead(Capture), CompressionMode.Decompress))
        using (var to = File.Create(path))
            await gz.CopyToAsync(to);
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 3, 5, 16, 40, 0, DateTimeKind.Utc));

        var reading = await NodeLog.ReadAsync([path]);

        reading.Samples[^1].At.UtcDateTime.Date.ShouldBe(new DateTime(2026, 3, 5));
        reading.Notices.Select(n => n.In(Language.English)).ShouldHaveSingleItem()
            .ShouldContain("taken from the file's last change, 2026-03-05");
    }

    [Test]
    public async Task Times_go_on_past_midnight()
    {
        using var log = new WrittenLog();
        string Line(string at, string time, int gc) =>
            $"{at}\t\u001b[34mINFO\u001b[0m\tmetrics/memory_doctor.go:283\tmemory_sample\t{{\"time\": \"{time}\", \"rss_bytes\": "
                + $"{gc}, \"heap_alloc_bytes\": 1, \"heap_inuse_bytes\": 1, \"gc\": {gc}, \"goroutines\": 1, \"modules\": []}}\n";
        File.WriteAllText(log["out.log"],
            Line("23:59:50.000", "23:59:50.000", 1) + Line("00:00:00.001", "23:59:59.999", 2)
            + Line("00:00:10.000", "00:00:10.000", 3));

        var reading =
            await NodeLog.ReadAsync([log["out.log"]], new LogReadSettings { ConsoleDate = new DateOnly(2026, 1, 31) });

        reading.Samples.Select(s => s.At.ToString("MM-dd HH:mm:ss.fff"))
            .ShouldBe(["01-31 23:59:50.000", "01-31 23:59:59.999", "02-01 00:00:10.000"]);
    }

    [Test]
    public async Task Panics_and_fatal_errors_of_the_runtime_become_events_at_the_last_time_before_them()
    {
        using var log = new WrittenLog();
        var text = "12:00:00.000\t\u001b[34mINFO\u001b[0m\ta/b.go:1\t[RuntimeMonitor] goroutines=5 rss=9MB\t{}\n✅ "
            + "节点启动成功！\npanic: runtime error: index out of range\n[signal SIGSEGV: segmentation violation]\nfatal "
                + "error: runtime: out of memory\ngoroutine 1 [running]:\n";
        File.WriteAllText(log["out.log"], text);

        var reading =
            await NodeLog.ReadAsync([log["out.log"]], new LogReadSettings { ConsoleDate = new DateOnly(2026, 1, 31) });

        reading.Events.Select(e => e.Kind)
            .ShouldBe([LogEventKind.RuntimeMonitor, LogEventKind.Ready, LogEventKind.Panic, LogEventKind.Panic, LogEventKind.Panic]);
        reading.Events.ShouldAllBe(e => e.At == new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
        reading.Events[2].Message.ShouldBe("panic: runtime error: index out of range");
    }
}
