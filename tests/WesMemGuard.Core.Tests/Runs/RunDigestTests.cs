using System.Text;
using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Runs;

/// <summary>A run file that no longer is what was written says so, with the first line that does not fit.</summary>
internal sealed class RunDigestTests
{
    [Test]
    public void A_file_as_written_has_no_loss() => Read(Lines()).Losses.ShouldBeEmpty();

    [Test]
    public void A_figure_that_was_changed_is_found_at_its_line_and_nothing_is_held()
    {
        var lines = Lines();
        lines[6] = lines[6].Replace("\"heapAlloc\":", "\"heapAlloc\":1", StringComparison.Ordinal);

        Altered(lines).ShouldBe(7);
        Read(lines).By(Judged.GoroutineSlope).ShouldBe(Outcome.Inconclusive, "run.jsonl:7 is not what was written");
    }

    [Test]
    public void A_line_that_was_left_out_is_found_at_the_next() => Altered([.. Lines().Where((_, i) => i != 4)]).ShouldBe(5);

    [Test]
    public void Lines_that_changed_places_are_found()
    {
        var lines = Lines();
        (lines[3], lines[4]) = (lines[4], lines[3]);

        Altered(lines).ShouldBe(4);
    }

    [Test]
    public void A_header_that_was_changed_is_found() =>
        Altered([.. Lines().Select((line, i) => i == 0 ? line.Replace("synthetic", "other", StringComparison.Ordinal) : line)]).ShouldBe(1);

    [Test]
    public void A_line_without_a_digest_is_found()
    {
        var lines = Lines();
        lines[2] = lines[2][..lines[2].LastIndexOf(",\"digest\"", StringComparison.Ordinal)] + "}";

        Altered(lines).ShouldBe(3);
    }

    [Test]
    public void A_file_of_the_first_version_is_read_without_digests()
    {
        var old = Lines()
            .Select((line, i) => line[..line.LastIndexOf(i == 0 ? ",\"format\"" : ",\"digest\"", StringComparison.Ordinal)] + "}");

        Read([.. old]).Losses.ShouldBeEmpty();
    }

    [Test]
    public void A_file_of_a_later_version_is_refused() =>
        Should.Throw<UnreadableRunException>(() => Read([Lines()[0].Replace("\"format\":2", "\"format\":3", StringComparison.Ordinal)]))
            .Message.ShouldContain("has format 3; formats up to 2 are read");

    [Test]
    public void A_file_that_stops_has_no_end()
    {
        var lines = Lines();

        var stopped = Read(lines[..^1]);
        var loss = stopped.Losses.ShouldHaveSingleItem();
        (loss.Kind, loss.From, loss.File).ShouldBe((LossKind.NoEnd, stopped.Memory[^1].At, "run.jsonl"));
        Read([.. lines[..^1], lines[^1][..^9]]).Losses.Select(l => l.Kind).ShouldBe([LossKind.Torn, LossKind.NoEnd]);
    }

    private static long? Altered(string[] lines) => Read(lines).Losses.Single(l => l.Kind == LossKind.Altered).Line;

    private static MemoryRun Read(string[] lines) =>
        RunFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines) + (lines[^1].EndsWith('}') ? "\n" : ""))),
            "runs/x/run.jsonl", _ => null);

    private static string[] Lines()
    {
        using var bytes = new MemoryStream();
        using (var writer = new RunFileWriter(bytes, (_, _) => { }))
        {
            var run = (SyntheticRun.Flat with { WithMetrics = false, WithProcess = false }).Build();
            var recorder = new RunRecorder(run.Header, writer);
            run.Memory.ForEach(reading => recorder.Add(reading));
            recorder.Add(new RunEvent(SyntheticRun.At(40), RunEvent.End));
        }

        return Encoding.UTF8.GetString(bytes.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
