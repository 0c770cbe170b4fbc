using WesMemGuard.Comparison;
using WesMemGuard.Harness.Comparing;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Comparing;

/// <summary>A comparison in words: its rows, the worst first, and the line that says it all.</summary>
/// <param name="Rows">One a difference.</param>
/// <param name="Remarks">What a reader must know of the whole.</param>
/// <param name="Sum">The outcome with how many rows came out how.</param>
/// <param name="Folder">Where the runs lie; null: they were given.</param>
internal sealed record AbSummary(IReadOnlyList<AbRow> Rows, IReadOnlyList<string> Remarks, string Sum, string? Folder)
{
    /// <summary>Two nodes.</summary>
    public static AbSummary Of(BuildRounds rounds, Language language) => Of(
        [.. rounds.Verdict.Differences.Select(d => AbRow.Of(d, language))], [.. rounds.Verdict.Remarks.Select(r => r.In(language))],
        rounds.Verdict.Outcome, rounds.Verdict.Rounds, rounds.Folder, language);

    /// <summary>The tests of a client.</summary>
    public static AbSummary Of(ClientRounds rounds, Language language) => Of(
        [.. rounds.Verdict.Differences.Select(d => AbRow.Of(d, language))], [], rounds.Verdict.Outcome, rounds.Verdict.Rounds,
        rounds.Folder, language);

    /// <summary>The word for an outcome.</summary>
    public static Reason Named(BuildOutcome outcome) => outcome switch
    {
        BuildOutcome.Worse => AbReasons.Worse(),
        BuildOutcome.Better => AbReasons.Better(),
        BuildOutcome.Same => AbReasons.Same(),
        _ => AbReasons.CantTell(),
    };

    private static AbSummary Of(List<AbRow> rows, List<string> remarks, BuildOutcome outcome, int rounds, string? folder, Language language)
    {
        int Count(BuildOutcome one) => rows.Count(r => r.Outcome == one);
        return new AbSummary([.. rows.OrderByDescending(r => r.Outcome)], remarks,
            AbReasons.Sum(Named(outcome), Count(BuildOutcome.Worse), Count(BuildOutcome.Better), Count(BuildOutcome.Same),
                Count(BuildOutcome.CantTell), rounds).In(language), folder);
    }
}
