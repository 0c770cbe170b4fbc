using WesMemGuard.Reports.Markdown;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Tests.Markdown;

internal sealed class MarkdownReportTests
{
    [Test]
    public void Verdicts_are_a_table_and_what_did_not_hold_is_told_whole()
    {
        var text = Written(
            new RunVerdict([SeenRun.Verdict(Outcome.Broken, message: "it grew", seen: "by far"),
            SeenRun.Verdict(Outcome.Held, message: "quiet")]));

        text.ShouldStartWith("### seen: broken\n");
        text.ShouldContain("| liveHeap growthPerHour | 12.0 MiB/h (11.5 .. 12.5) | 4.0 MiB/h | broken | why |\n");
        text.ShouldContain("```text\nit grew\n    by far\n```\n");
        text.ShouldNotContain("quiet");
    }

    [Test]
    public void It_is_written_in_Chinese_too() =>
        Written(new RunVerdict([SeenRun.Verdict(Outcome.NotMeasured)]), Language.Chinese).ShouldContain("| 没有测到 |");

    [Test]
    public void A_hostile_name_ends_no_cell_and_no_block_and_is_no_link()
    {
        SeenRun.HostileNames.ShouldNotBeEmpty();
        foreach (var name in SeenRun.HostileNames)
        {
            var text = Written(new RunVerdict([SeenRun.Verdict(Outcome.Broken, name, name, name)]));
            var lines = text.Split('\n');
            var row = lines.SkipWhile(l => !l.StartsWith("| ---", StringComparison.Ordinal)).Skip(1).First();
            row.Count(c => c == '|').ShouldBe(6, row);
            foreach (var markup in new[] { "<", "](", "**", "`", "://", "@", "www." })
                row.ShouldNotContain(markup);
            var fences = lines.Select((line, number) => (line, number))
                .Where(l => l.line.StartsWith("```", StringComparison.Ordinal)).ToArray();
            fences[0].line.ShouldEndWith("text");
            var fence = fences[0].line[..^"text".Length];
            lines.Count(l => l == fence).ShouldBe(1, "a name closed the block");
        }
    }

    private static string Written(RunVerdict verdict, Language language = Language.English)
    {
        using var to = new StringWriter();
        MarkdownReport.Write(new ReportedRun(SeenRun.Of(0.1, "block"), "recordings/seen",
            SeenRun.Start)
        { Budget = SeenRun.Budget(verdict.Verdicts.Count), Verdict = verdict }, language, to);
        return to.ToString();
    }
}
