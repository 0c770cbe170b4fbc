using System.Text;
using WesMemGuard.Input;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Logs.Tests;

internal sealed class BrokenLogTests
{
    private const string T1 = "2026-01-02T03:04:05.678Z";
    private const string T2 = "2026-01-02T03:04:15.678Z";

    [Test]
    public async Task A_torn_last_line_is_counted_and_no_error()
    {
        using var log = new WrittenLog();
        var reading = await log.Read(WrittenLog.Sample(T1) + "\n" + WrittenLog.Sample(T2)[..^30]);

        (reading.Samples.Count, reading.Counters.TornEnds, reading.Counters.Broken, reading.Counters.Lines).ShouldBe((1, 1, 0, 2));
    }

    [Test]
    public async Task A_whole_last_line_without_its_line_feed_is_read()
    {
        using var log = new WrittenLog();
        var reading = await log.Read(WrittenLog.Sample(T1) + "\r\n" + WrittenLog.Sample(T2));

        (reading.Samples.Count, reading.Counters.TornEnds).ShouldBe((2, 0));
    }

    [Test]
    public async Task A_line_that_a_killed_process_tore_is_counted_and_what_follows_in_it_is_read()
    {
        using var log = new WrittenLog();
        var reading = await log.Read(WrittenLog.Sample(T1)[..120] + WrittenLog.Sample(T2) + "\n");

        reading.Samples.ShouldHaveSingleItem().At.ShouldBe(DateTimeOffset.Parse(T2));
        reading.Counters.Broken.ShouldBe(1);
        reading.Broken.ShouldHaveSingleItem().Line.ShouldBe(1);
    }

    [TestCase("\"rss_bytes\":241762304", "\"rss_bytes\":\"many\"", "rss_bytes is missing or no number")]
    [TestCase("\"rss_bytes\":241762304", "\"rss_bytes\":-1", "rss_bytes is -1, a number from 0 is needed")]
    [TestCase("\"gc\":7,", "", "gc is missing or no number")]
    [TestCase("\"objects\":3", "\"objects\":null", "a module's figure is no number")]
    [TestCase("\"objects\":3,", "", "modules[0] lacks one of objects, approx_bytes, cache_items, queue_length")]
    [TestCase("\"modules\":[{", "\"modules\":\"\",\"x\":[{", "modules is String, an array is needed")]
    [TestCase("2026-01-02T03:04:05.678Z", "yesterday", "neither time nor timestamp can be read")]
    [TestCase("\"gc\":7", "\"gc\":07", "Invalid leading zero")]
    public async Task A_broken_sample_is_counted_with_its_reason_and_the_rest_is_read(string right, string wrong,
        string why)
    {
        using var log = new WrittenLog();
        var broken = WrittenLog.Sample(T1).Replace(right, wrong, StringComparison.Ordinal);
        broken.ShouldNotBe(WrittenLog.Sample(T1));

        var reading = await log.Read(broken + "\n" + WrittenLog.Sample(T2) + "\n");

        reading.Samples.ShouldHaveSingleItem().At.ShouldBe(DateTimeOffset.Parse(T2));
        reading.Counters.Broken.ShouldBe(1);
        reading.Broken.ShouldHaveSingleItem().Why.ShouldStartWith(why);
        reading.Broken[0].Excerpt.ShouldStartWith("{\"level\":\"info\"");
    }

    [Test]
    public async Task Of_a_key_that_stands_twice_the_last_counts()
    {
        using var log = new WrittenLog();
        var twice = WrittenLog.Sample("2026-01-02T03:04:05.678+0800", 7,
            "\"time\":\"2026-01-02T04:00:00.000+08:00\",\"rss_bytes\":5,");

        var sample = (await log.Read(twice + "\n")).Samples.ShouldHaveSingleItem();

        sample.At.ShouldBe(new DateTimeOffset(2026, 1, 1, 20, 0, 0, TimeSpan.Zero));
        sample.Sample.RssBytes.ShouldBe(5);
        sample.Extra.WrittenAt.ShouldBe(new DateTimeOffset(2026, 1, 1, 19, 4, 5, 678, TimeSpan.Zero));
    }

    [TestCase("""{"msg":"memory_sample","ts":1767323045.678,"level":"INFO",""")]
    [TestCase("""{ "ts": "2026-01-02T03:04:05.678Z", "level" : "info", "message" : "memory_sample", """)]
    [TestCase("""{"level":"info","time":"2026-01-02T03:04:05.678Z","msg":"memory_sample",""")]
    [TestCase("""{"level":"info","time":1767323045678,"message":"\u006demory_sample",""")]
    public async Task Other_encoders_are_read_too(string head)
    {
        using var log = new WrittenLog();
        var reading =
            await log.Read(head
            + "\"rss_bytes\":1,\"heap_alloc_bytes\":2,\"heap_inuse_bytes\":3,\"gc\":4,\"goroutines\":5,\"modules\":[]}\n");

        var sample = reading.Samples.ShouldHaveSingleItem();
        sample.At.ShouldBe(DateTimeOffset.Parse(T1));
        (sample.Sample.RssBytes, sample.Sample.Goroutines).ShouldBe((1, 5));
    }

    [Test]
    public async Task An_escaped_message_is_known_as_what_it_says()
    {
        using var log = new WrittenLog();
        var reading = await log.Read("""
            {"level":"warn","timestamp":"2026-01-02T03:04:05Z","message":"\u5185\u5b58\u8d8b\u52bf\u8b66\u544a","growth_bytes":200}
            """ + "\n");

        reading.Events.ShouldHaveSingleItem().Kind.ShouldBe(LogEventKind.TrendWarning);
    }

    [Test]
    public async Task Invalid_utf8_is_read_with_replacement()
    {
        using var log = new WrittenLog();
        var bytes = Encoding.UTF8.GetBytes(WrittenLog.Sample(T1, 7, "\"note\":\"?\",") + "\n");
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xff;

        (await log.Read(bytes)).Samples.ShouldHaveSingleItem();
    }

    [Test]
    public async Task A_line_over_the_bound_is_passed_over_and_counted()
    {
        using var log = new WrittenLog();
        var huge = """{"level":"error","message":""" + "\"" + new string('x', 3 * 1024 * 1024) + "\"}";

        var reading = await log.Read(WrittenLog.Sample(T1) + "\n" + huge + "\n" + WrittenLog.Sample(T2) + "\n");

        (reading.Samples.Count, reading.Counters.TooLong, reading.Errors.Count).ShouldBe((2, 1, 0));
    }

    [Test]
    public async Task The_word_in_another_message_is_no_sample()
    {
        using var log = new WrittenLog();
        var reading = await log.Read(WrittenLog.Info(T1, "no memory_sample today") + "\nmemory_sample\n");

        (reading.Samples.Count, reading.Counters.Broken).ShouldBe((0, 0));
    }

    [Test]
    public async Task A_gz_that_was_cut_off_gives_what_is_whole_and_a_notice()
    {
        using var log = new WrittenLog();
        var gz = WrittenLog.Gz(string.Join('\n', Enumerable.Range(0, 5000)
            .Select(i => WrittenLog.Sample($"2026-01-02T03:{i / 60 % 60:00}:{i % 60:00}.{i % 997:000}Z", i))));

        var reading = await log.Read(gz[..(gz.Length / 2)], "node-system.log.gz");

        reading.Samples.Count.ShouldBeInRange(100, 4999);
        reading.Notices.Select(n => n.In(Language.English)).ShouldHaveSingleItem()
            .ShouldEndWith("the compressed file is damaged or cut off; the intact part before that was read");
    }

    [Test]
    public async Task Gz_members_behind_each_other_are_one_log()
    {
        using var log = new WrittenLog();
        byte[] both = [.. WrittenLog.Gz(WrittenLog.Sample(T1) + "\n"), .. WrittenLog.Gz(WrittenLog.Sample(T2) + "\n")];

        var reading = await log.Read(both, "node-system.log.gz");

        reading.Samples.Count.ShouldBe(2);
        reading.Notices.ShouldBeEmpty();
    }

    [Test]
    public async Task While_a_rotated_file_is_being_compressed_the_plain_one_is_read()
    {
        using var log = new WrittenLog();
        var rotated = "node-system-2026-01-02T03-04-10.000.log";
        File.WriteAllText(log[rotated], WrittenLog.Sample(T1) + "\n");
        File.WriteAllBytes(log[rotated + ".gz"], WrittenLog.Gz(WrittenLog.Sample(T1) + "\n")[..20]);
        File.WriteAllText(log["node-system.log"], WrittenLog.Sample(T2) + "\n");

        var reading = await NodeLog.ReadAsync([log.Folder]);

        (reading.Counters.Files, reading.Samples.Count, reading.Notices.Count).ShouldBe((2, 2, 0));
    }

    [Test]
    public async Task Samples_beyond_the_bound_are_not_read_and_a_notice_says_so()
    {
        using var log = new WrittenLog();
        var text = string.Concat(Enumerable.Range(0, 2000)
            .Select(i => WrittenLog.Sample($"2026-01-02T03:{i / 60 % 60:00}:{i % 60:00}Z", i) + "\n"));
        File.WriteAllText(log["a.log"], text);

        var reading = await NodeLog.ReadAsync([log["a.log"]], new LogReadSettings { MostSamples = 100 });

        reading.Samples.Count.ShouldBe(100);
        reading.Notices.Select(n => n.In(Language.English)).ShouldHaveSingleItem().ShouldContain("holds more than 100 samples");
    }

    [Test]
    public async Task Events_beyond_the_bound_of_a_kind_are_counted()
    {
        using var log = new WrittenLog();
        File.WriteAllText(log["a.log"],
            string.Concat(Enumerable.Range(0, 30)
            .Select(i => WrittenLog.Info($"2026-01-02T03:04:{i:00}Z", $"✅ 区块处理完成，高度: {i}, 交易数: 1") + "\n")));

        var reading = await NodeLog.ReadAsync([log["a.log"]], new LogReadSettings { MostEventsOfAKind = 10 });

        (reading.Events.Count, reading.Counters.EventsDropped).ShouldBe((10, 20));
    }

    [Test]
    public void A_missing_path_and_a_folder_without_a_log_are_named()
    {
        using var log = new WrittenLog();
        File.WriteAllText(log["notes.txt"], "");

        Should.Throw<BadInputException>(() => NodeLog.ReadAsync([log["none.log"]])).Message.ShouldEndWith("none.log: is not there");
        Should.Throw<BadInputException>(() =>
            NodeLog.ReadAsync([log.Folder])).Message.ShouldEndWith("contains no *.log or *.log.gz; there are: notes.txt");
    }

    [Test]
    public void A_bomb_is_told_by_size_and_ratio()
    {
        const long gib = 1024L * 1024 * 1024;
        Logs.Files.LogStream.IsBomb(5 * gib, 1024 * 1024).ShouldBeTrue();
        Logs.Files.LogStream.IsBomb(5 * gib, gib / 10).ShouldBeFalse();
        Logs.Files.LogStream.IsBomb(gib, 1024).ShouldBeFalse();
    }
}
