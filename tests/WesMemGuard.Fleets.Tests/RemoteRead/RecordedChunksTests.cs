using WesMemGuard.Fleets.Found;
using WesMemGuard.Fleets.RemoteRead;
using WesMemGuard.Fleets.Series;

namespace WesMemGuard.Fleets.Tests.RemoteRead;

/// <summary>
/// What a real Prometheus 2.42 answered of the same minute in two ways: to a query, as JSON, and to remote read, as its own chunks
/// (how it was made: <c>Recorded/README.md</c>). A fifth of a second apart, with a failed scrape, a series that went away and came back
/// (stale markers), a restart, NaN, values that jump and an external label.
/// </summary>
internal sealed class RecordedChunksTests
{
    private static readonly IReadOnlySet<KeyValuePair<string, string>> External =
        new HashSet<KeyValuePair<string, string>> { new("cluster", "recorded") };

    private static string Folder => Path.Combine(RepositoryFolder.Path, "tests/WesMemGuard.Fleets.Tests/RemoteRead/Recorded");

    [Test]
    public void Chunks_hold_the_samples_that_a_query_tells()
    {
        var (stored, asked) = (Chunks(External), Asked());

        asked.Points.ShouldBeGreaterThan(500);
        stored.Labels.ShouldBe(asked.Labels);
        stored.Columns.Select(c => c.Figure).ShouldBe(asked.Columns.Select(c => c.Figure));
        foreach (var ((_, mine), (_, theirs)) in stored.Columns.Zip(asked.Columns))
        {
            mine.Source.ShouldBe(theirs.Source);
            mine.Times.ToArray().ShouldBe(theirs.Times.ToArray());
            mine.Values.ToArray().ShouldBe(theirs.Values.ToArray());
        }

        stored.Columns.SelectMany(c => c.Column.Values.ToArray()).Count(double.IsNaN).ShouldBeGreaterThan(0, "NaN was recorded");
    }

    [Test]
    public void What_lies_outside_the_time_is_left_out()
    {
        var (from, to) = Span();

        var half = Chunks(External, from + ((to - from) / 2));

        half.Columns.Min(c => c.Column.Times.ToArray()[0]).ShouldBeGreaterThanOrEqualTo(from + ((to - from) / 2));
        half.Points.ShouldBeInRange(100, Asked().Points - 100);
    }

    [Test]
    public void An_external_label_stands_where_it_is_not_known_as_one() =>
        Chunks(new HashSet<KeyValuePair<string, string>>()).Labels["cluster"].ShouldBe("recorded");

    [Test]
    public void A_byte_that_is_wrong_and_an_end_that_is_missing_are_seen()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "chunks.bin"));
        Read(bytes).ShouldBeGreaterThan(0);

        Should.Throw<FormatException>(() => Read(bytes[..^1]));
        bytes[bytes.Length / 2] ^= 1;
        Should.Throw<FormatException>(() => Read(bytes));
    }

    /// <summary>Cut or turned anywhere: an error of its own, or other samples, but no other exception and no endless read.</summary>
    [Test]
    public void A_chunk_of_any_bytes_is_samples_or_no_format()
    {
        var random = new Random(23);
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(0, 60)];
            random.NextBytes(bytes);
            if (bytes.Length > 0)
                bytes[0] = 0;
            try
            {
                read += XorChunk.Read(bytes, long.MinValue, long.MaxValue, new SeriesColumn("x"));
            }
            catch (FormatException)
            {
                // as most are
            }
        }

        read.ShouldBeGreaterThan(0);
    }

    [TestCase("""job="wes",zone!~"a|b" """, "Equal job wes; Unlike zone a|b")]
    [TestCase("""job=~"a\\.b", host != "c\"d",""", "Like job a\\.b; Unequal host c\"d")]
    [TestCase("", "")]
    [TestCase("""job="a\u0041" """, null)]
    [TestCase("job='wes'", null)]
    [TestCase("""job="wes" zone="a" """, null)]
    public void Matchers_are_read_as_they_are_written_or_not_at_all(string written, string? meant)
    {
        var read = LabelMatcher.Read(written.Trim());

        (read is null ? null : string.Join("; ", read.Select(m => $"{m.Kind} {m.Name} {m.Value}"))).ShouldBe(meant);
    }

    /// <summary>The request that was answered so.</summary>
    [Test]
    public void A_request_is_the_one_that_was_sent()
    {
        var (from, to) = Span();
        LabelMatcher[] matchers = [new(MatcherKind.Like, "__name__", Names), new(MatcherKind.Equal, "job", "wes")];

        ReadRequest.Of(matchers, DateTimeOffset.FromUnixTimeMilliseconds(from), DateTimeOffset.FromUnixTimeMilliseconds(to))
            .ShouldBe(File.ReadAllBytes(Path.Combine(Folder, "request.bin")));
    }

    private const string Names = "process_start_time_seconds|go_gc_duration_seconds_count|go_memstats_alloc_bytes_total"
        + "|go_memstats_next_gc_bytes|go_memstats_heap_alloc_bytes|go_goroutines|process_resident_memory_bytes"
        + "|go_memstats_last_gc_time_seconds";

    private static (long From, long To) Span()
    {
        var written = File.ReadAllText(Path.Combine(Folder, "span.txt")).Split(' ');
        return (long.Parse(written[0]), long.Parse(written[1]));
    }

    private static NodeSeries Asked()
    {
        using var file = File.OpenRead(Path.Combine(Folder, "query.json"));
        return FoundFile.Read(file, "query.json", new Dictionary<string, string>()).Nodes.ShouldHaveSingleItem();
    }

    private static NodeSeries Chunks(IReadOnlySet<KeyValuePair<string, string>> added, long? from = null)
    {
        var (start, to) = Span();
        var fleet = new FleetSeries(new FigureTable(new Dictionary<string, string>()), "x");
        using var file = File.OpenRead(Path.Combine(Folder, "chunks.bin"));
        ChunkFrames.Read(file, frame => ChunkedSeries.Read(frame, added, from ?? start, to, fleet));
        return fleet.Nodes.ShouldHaveSingleItem();
    }

    private static int Read(byte[] bytes)
    {
        var frames = 0;
        ChunkFrames.Read(new MemoryStream(bytes), _ => frames++);
        return frames;
    }
}
