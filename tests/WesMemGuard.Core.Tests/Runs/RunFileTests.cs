using System.Text;
using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Runs;

internal sealed class RunFileTests
{
    [Test]
    public void A_run_that_is_read_back_gets_the_same_verdicts_and_messages_byte_for_byte()
    {
        foreach (var run in new[] { Rich(SyntheticRun.Flat), Rich(SyntheticRun.Leaking(24.123456789)) })
        {
            var back = Read(Written(run));

            Judged.All(back, "5 min", [.. Judged.Growths, Judged.RssPeak]).Verdicts.Select(Figures)
                .ShouldBe(Judged.All(run, "5 min", [.. Judged.Growths, Judged.RssPeak]).Verdicts.Select(Figures));
            Written(back).ShouldBe(Written(run));
        }
    }

    [Test]
    public void A_torn_last_line_is_dropped()
    {
        var whole = Written(Rich(SyntheticRun.Flat));
        var lines = Encoding.UTF8.GetString(whole).Split('\n');

        var back = Read(Encoding.UTF8.GetBytes(string.Join('\n', lines[..100]) + "\n" + lines[100][..20]));

        (back.Memory.Count + back.Metrics.Count + back.Process.Count + back.LiveHeap.Count).ShouldBe(99);
    }

    [TestCase("{\"memory\":{\"at\":\"yesterday\"}}")]
    [TestCase("{\"memory\":5}")]
    [TestCase("{\"brandNew\":{}}")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("")]
    [TestCase("\u0000\u0001")]
    [TestCase("{\"phase\":{\"name\":null}}")]
    [TestCase("{\"run\":{\"id\":\"a\",\"name\":\"a\",\"startedAt\":\"2026-11-22T12:00:00Z\",\"origin\":\"live\"}}")]
    public void A_bad_line_in_the_middle_is_named(string bad)
    {
        var lines = Encoding.UTF8.GetString(Written(SyntheticRun.Flat.Build())).Split('\n');
        lines[6] = bad;

        Should.Throw<UnreadableRunException>(() =>
            Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)))).Message.ShouldStartWith("run.jsonl:7: ");
    }

    [TestCase("", "is empty")]
    [TestCase("{\"memory\":{\"at\":\"2026-11-22T12:00:00Z\"}}\n", "before the header")]
    [TestCase("{\"run\":", "run.jsonl:1: ")]
    public void A_file_without_a_header_is_an_error(string text, string message) =>
        Should.Throw<UnreadableRunException>(() => Read(Encoding.UTF8.GetBytes(text))).Message.ShouldContain(message);

    [TestCase("99999999999")]
    [TestCase("1.5")]
    [TestCase("\"2\"")]
    [TestCase("null")]
    public void A_format_that_is_no_whole_number_is_an_error(string format)
    {
        var header = Encoding.UTF8.GetString(Written(SyntheticRun.Flat.Build())).Split('\n')[0];
        var changed = System.Text.RegularExpressions.Regex.Replace(header, "\"format\":\\d+", $"\"format\":{format}");
        changed.ShouldNotBe(header);

        Should.Throw<UnreadableRunException>(() => Read(Encoding.UTF8.GetBytes(changed + "\n"))).Message.ShouldStartWith("run.jsonl:1: ");
    }

    [Test]
    public void A_line_over_4_MiB_is_an_error()
    {
        var text = Encoding.UTF8.GetString(Written(SyntheticRun.Flat.Build())).Split('\n')[0] + "\n" + new string('x',
            5 * 1024 * 1024);

        Should.Throw<UnreadableRunException>(() =>
            Read(Encoding.UTF8.GetBytes(text))).Message.ShouldStartWith("run.jsonl:2: the line is over");
    }

    [Test]
    public void A_file_cut_anywhere_reads_or_says_why()
    {
        var whole = Written(Rich(SyntheticRun.Flat));
        var header = Array.IndexOf(whole, (byte)'\n');
        var random = new Random(20261122);
        var read = 0;
        for (var i = 0; i < 200; i++)
        {
            var length = i < 20 ? i * header / 20 : random.Next(header, whole.Length);
            try
            {
                Read(whole[..length]).Header.Name.ShouldBe("synthetic");
                read++;
            }
            catch (UnreadableRunException e)
            {
                e.Message.ShouldStartWith("run.jsonl");
                length.ShouldBeLessThan(header);
            }
        }

        read.ShouldBe(180);
    }

    [Test]
    public void A_profile_lies_beside_the_file_and_one_that_is_gone_is_left_out()
    {
        var siblings = new Dictionary<string, ReadOnlyMemory<byte>>();
        using var lines = new MemoryStream();
        using (var writer = new RunFileWriter(lines, (name, content) => siblings[name] = content))
        {
            var recorder = new RunRecorder(SyntheticRun.Flat.Build().Header, writer);
            recorder.Add(new ProfileCapture(SyntheticRun.At(1), ProfileKind.Heap, "profiles/60-heap.pb.gz",
                new byte[] { 1, 2, 3 }));
        }

        RunFile.Read(new MemoryStream(lines.ToArray()), "run.jsonl",
            name => siblings[name]).Profiles.ShouldHaveSingleItem().Content.ToArray().ShouldBe([1, 2, 3]);
        Read(lines.ToArray()).Profiles.ShouldBeEmpty();
    }

    private static string Figures(Verdict v) =>
        $"{v.Outcome} {v.Value:R} {v.Low:R} {v.High:R} {v.From:O} {v.To:O} {v.Samples} {v.Evidence} {v.Reason} "
            + $"{string.Join('|', v.Notices)}\n{v.Message}";

    /// <summary>A run with something of every kind that a run file keeps.</summary>
    private static MemoryRun Rich(SyntheticRun synthetic)
    {
        var run = RunFaults.Failed((synthetic with { WithCollections = true }).Build(), Source.Memory,
            at => at.Minute == 33
            && at.Second < 12);
        run.Blocks.Add(new Reading<BlockSample>(SyntheticRun.At(1), new BlockSample(7), null));
        run.Chain.Add(new Reading<ChainSample>(SyntheticRun.At(1), new ChainSample("0x2711 \u202e资源 \"\\"), null));
        run.Diagnostics.Add(new Reading<DiagnosticsSample>(SyntheticRun.At(1), null,
            new Miss(MissKind.Refused, "refused"), "live-heap"));
        run.Others.Add(new OtherAnswer(SyntheticRun.At(1), "/api/v1/health/live", null));
        run.Events.Add(new RunEvent(SyntheticRun.At(40), "end", null));
        return run;
    }

    private static MemoryRun Read(byte[] bytes) => RunFile.Read(new MemoryStream(bytes), "run.jsonl", _ => null);

    private static byte[] Written(MemoryRun run)
    {
        using var lines = new MemoryStream();
        using (var writer = new RunFileWriter(lines, (_, _) => { }))
        {
            var recorder = new RunRecorder(run.Header, writer);
            run.Memory.ForEach(entry => recorder.Add(entry));
            run.Metrics.ForEach(entry => recorder.Add(entry));
            run.Process.ForEach(entry => recorder.Add(entry));
            run.LiveHeap.ForEach(entry => recorder.Add(entry));
            run.Blocks.ForEach(entry => recorder.Add(entry));
            run.Chain.ForEach(entry => recorder.Add(entry));
            run.Diagnostics.ForEach(entry => recorder.Add(entry));
            run.Others.ForEach(entry => recorder.Add(entry));
            run.Phases.ForEach(entry => recorder.Add(entry));
            run.Events.ForEach(entry => recorder.Add(entry));
        }

        return lines.ToArray();
    }
}
