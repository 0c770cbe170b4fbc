using System.Text;
using System.Text.Json;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Logs.Writing;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Tests;

internal sealed class WriterTests
{
    [Test]
    public async Task The_csv_reads_back_as_a_series_with_the_same_figures()
    {
        var samples = (await RealLog.Read("idle")).Samples;

        var run = FoundFile.OneRun(FoundFile.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(Csv(samples))), "idle.csv", new Dictionary<string, string>()));

        run.Metrics.Count.ShouldBe(289);
        run.Metrics.Select(m => (m.At, m.Sample!.RssBytes, m.Sample.HeapAlloc, m.Sample.HeapInuse, m.Sample.GcCount, m.Sample.Goroutines))
            .ShouldBe(
            samples.Select(s =>
                (s.At, (double?)s.Sample.RssBytes, (double?)s.Sample.HeapAlloc, (double?)s.Sample.HeapInuse,
                (double?)s.Sample.NumGc, (double?)s.Sample.Goroutines)));
    }

    [Test]
    public async Task The_csv_has_four_columns_a_module_empty_where_the_module_is_absent()
    {
        var lines = Csv((await RealLog.Read("idle")).Samples).Split('\n');

        lines[0].ShouldStartWith(
            "at,rss_bytes,heap_alloc,heap_inuse,num_gc,num_goroutine,rss_mb,heap_mb,heap_sys,stack_inuse,mspan_inuse,mcache_inuse,"
                + "sys,modules_count,event.objects,event.approx_bytes,event.cache_items,event.queue_length,storage.objects");
        lines[0].ShouldEndWith(
            "p2p.addr_manager.objects,p2p.addr_manager.approx_bytes,p2p.addr_manager.cache_items,p2p.addr_manager.queue_length");
        lines[1].ShouldStartWith(
            "2026-11-22T15:39:16.554Z,68026368,933822328,935247872,6,88,64,890,938835968,688128,506240,4592,946895336,11,0,0,0,0,4,0,0,0,");
        lines[1].ShouldEndWith(",,,,");
        lines[289].ShouldEndWith(",1,94,0,0");
        lines.Length.ShouldBe(291);
    }

    [TestCase("=1+1", "'=1+1")]
    [TestCase("+cmd", "'+cmd")]
    [TestCase("-2", "'-2")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("\tx", "\"'\tx\"")]
    [TestCase("a,b", "\"a,b\"")]
    [TestCase("a\"b", "\"a\"\"b\"")]
    [TestCase("=a\"b", "\"'=a\"\"b\"")]
    [TestCase("mempool.txpool", "mempool.txpool")]
    public void A_hostile_cell_is_no_formula(string text, string cell) => SampleCsv.Cell(text).ShouldBe(cell);

    [Test]
    public void A_hostile_module_name_is_no_formula_in_the_header()
    {
        var sample = new LogSample(DateTimeOffset.UnixEpoch,
            new MemorySample(1, 2, 3, 4, 5, [new ModuleSample("=HYPERLINK(\"x\")", "L2", 1, 2, 3, 4)]),
            new LogSampleExtra());

        Csv([sample]).Split('\n')[0].ShouldContain(",\"'=HYPERLINK(\"\"x\"\").objects\"");
    }

    [Test]
    public async Task Json_lines_hold_every_sample_and_event()
    {
        var reading = await RealLog.Read("idle");
        using var text = new StringWriter();
        LogJsonLines.Write(reading.Samples, text);
        LogJsonLines.Write(reading.Events, text);

        var lines = text.ToString().TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(reading.Samples.Count + reading.Events.Count);
        lines.Length.ShouldBeGreaterThan(289);
        foreach (var line in lines)
            JsonDocument.Parse(line).Dispose();
        lines[0].ShouldStartWith(
            """{"at":"2026-11-22T15:39:16.554Z","rss_bytes":68026368,"heap_alloc":933822328,"heap_inuse":935247872,"num_gc":6"""
            + ""","num_goroutine":88,""");
        lines[0].ShouldContain("""
            {"module":"storage","layer":"L2-Infrastructure","objects":4,"approx_bytes":0,"cache_items":0,"queue_length":0}
            """);
        lines.ShouldContain(l => l.Contains("\"event\":\"memory-released\"", StringComparison.Ordinal)
            && l.Contains("\"figures\":{\"before_rss_mb\":", StringComparison.Ordinal));
    }

    private static string Csv(IReadOnlyList<LogSample> samples)
    {
        using var text = new StringWriter();
        SampleCsv.Write(samples, text);
        return text.ToString();
    }
}
