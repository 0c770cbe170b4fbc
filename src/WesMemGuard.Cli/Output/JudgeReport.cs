using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>What <c>judge</c> says to people: the table, and the messages of what did not hold.</summary>
internal static class JudgeReport
{
    public static void Write(IReadOnlyList<JudgedRun> judged, Surroundings surroundings)
    {
        ResultTable.Write([.. judged.SelectMany(RowsOf)], surroundings);
        foreach (var one in judged)
            LossLines.Write(one.File, one.Verdict?.Losses ?? [], surroundings);
        foreach (var run in judged.Where(j => j.Verdict is not null))
        {
            foreach (var remark in run.Verdict!.Remarks)
                surroundings.Error.WriteLine(SafeText.Of($"{run.File}: {remark.In(surroundings.Language)}"));
        }

        foreach (var verdict in judged.SelectMany(j => j.Verdict?.Verdicts ?? []).Where(v => v.Outcome != Outcome.Held))
        {
            surroundings.Out.WriteLine();
            surroundings.Out.WriteLine(SafeText.Of(verdict.Message.In(surroundings.Language, surroundings.Width)));
        }
    }

    private static IEnumerable<Row> RowsOf(JudgedRun judged) => judged.Verdict is { } verdict
        ? Row.Of(judged.File, judged.Budget!, verdict, null)
        : [Row.Bad(judged.File, judged.Error!)];
}
