using System.Text;
using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Text;

/// <summary>Whole messages, kept in Messages.approved.txt beside this.</summary>
internal sealed class MessagesTests
{
    private const string Hostile = "\u001b[31mevil\u202e\u2066\r\n\u0007\U000E0041name";
    private static readonly string[] Labels = ["budget", "measured", "since", "suspect", "ruled out", "notice", "next", "evidence"];

    private static readonly Dictionary<string, Func<Verdict>> Cases = new()
    {
        ["peak held"] = () => SyntheticRun.Flat.Build().By(Judged.RssPeak),
        ["peak broken"] = () => SyntheticRun.Flat.Build().By("""{ "of": "process", "metric": "rss", "peak": "64 MiB" }"""),
        ["growthPerHour held"] = () => SyntheticRun.Flat.Build().By(Judged.LiveHeapSlope),
        ["growthPerHour broken"] = () => SyntheticRun.Leaking(24).Build().By(Judged.LiveHeapSlope),
        ["growthPerHour inconclusive"] = () => (SyntheticRun.Flat with { Minutes = 11, Phases = [] }).Build().By(Judged.LiveHeapSlope),
        ["growthPerHour not measured"] = () =>
            RunFaults.Frozen(SyntheticRun.Flat.Build(), Source.Metrics, SyntheticRun.At(20), SyntheticRun.At(40)).By(Judged.LiveHeapSlope),
        ["growth held"] = () => SyntheticRun.Flat.Build().By(Judged.HeapLevels),
        ["growth broken"] = () => SyntheticRun.Leaking(24).Build().By(Judged.HeapLevels),
        ["returnsTo broken"] = () => SyntheticRun.Leaking(24).Build().By(Judged.HeapReturns),
        ["returnsTo inconclusive by a restart"] = () =>
            RunFaults.Restarted(SyntheticRun.Flat.Build(), SyntheticRun.At(20)).By(Judged.PoolReturns),
        ["growthPer broken"] = () => SyntheticRun.Leaking(24).Build().By(Judged.HeapPerTransfer),
        ["alias held"] = () => SyntheticRun.Flat.Build().By("""{ "of": "block.builder", "metric": "objects", "peak": 100 }"""),
        ["module absent"] = () => RunFaults.WithoutModule(SyntheticRun.Flat.Build(), "mempool.txpool").By(Judged.PoolPeak),
        ["hostile names"] = () => HostileRun().By(Judged.GoroutineSlope),
        ["long names"] = () => LongRun().By($$"""
            { "of": "{{new string('m', 400)}}", "metric": "objects", "peak": 5, "phase": "{{new string('p', 400)}}" }
            """),
    };

    public static IEnumerable<string> Names => Cases.Keys;

    [TestCaseSource(nameof(Names))]
    public void A_message_has_at_most_12_lines_of_110_columns_and_its_labels_in_order(string name)
    {
        var lines = Cases[name]().Message.In(Language.English).Split('\n');

        lines.Length.ShouldBeInRange(6, 12);
        lines.ShouldAllBe(line => line.Length <= 110);
        var labels = lines.Where(l => l.Length > 2 && l.StartsWith("  ", StringComparison.Ordinal) && l[2] != ' ')
            .Select(l => Array.FindIndex(Labels, x => l.AsSpan(2).StartsWith(x))).ToList();
        labels.Count.ShouldBeGreaterThan(2);
        labels.ShouldNotContain(-1);
        labels.ShouldBe(labels.Order());
    }

    [TestCaseSource(nameof(Names))]
    public void Nothing_of_a_message_can_steer_a_terminal(string name) =>
        Cases[name]().Message.In(Language.English).EnumerateRunes()
            .ShouldAllBe(r => r.Value == '\n'
            || (!Rune.IsControl(r) && Rune.GetUnicodeCategory(r) != System.Globalization.UnicodeCategory.Format));

    [Test]
    public void Every_outcome_and_kind_of_limit_has_its_approved_message()
    {
        var text = string.Concat(Cases.Select(c => $"== {c.Key}\n{c.Value().Message.In(Language.English)}\n\n"));
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Verdicts", "Text", "Messages");
        var approved = File.Exists(path + ".approved.txt")
            ? File.ReadAllText(path + ".approved.txt").ReplaceLineEndings("\n") : "";
        if (text != approved)
            File.WriteAllText(path + ".received.txt", text);

        text.Split('\n').ShouldBe(approved.Split('\n'), $"the whole text is in {path}.received.txt");
    }

    private static MemoryRun HostileRun() =>
        (SyntheticRun.Flat
        with
        {
            Modules = _ => [new(Hostile, "L1", 9, 0, 0, 0)],
            Phases = [SyntheticRun.Transfers(Hostile, 5, 20) with { Ok = 3, Error = Hostile }]
        }).Build();

    [Test]
    public void Names_from_a_node_cannot_steer_a_terminal_through_an_error_either()
    {
        foreach (var limit in new[] { """{ "of": "blok", "metric": "objects", "peak": 5 }""", """
            { "of": "process", "metric": "rss", "peak": "1 B", "phase": "x" }
            """ })
            Should.Throw<WesMemGuard.Input.BadInputException>(() => HostileRun().By(limit)).Message.EnumerateRunes()
                .ShouldAllBe(r => !Rune.IsControl(r) && r.Value != 0x202e);
    }


    private static MemoryRun LongRun() =>
        (SyntheticRun.Flat
            with
        {
            Modules = _ => [new(new string('m', 400), "L1", 9, 0, 0, 0)],
            Phases = [SyntheticRun.Idle(new string('p', 400), 5, 20)]
        }).Build();
}
