using WesMemGuard.Budgets;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// Runs on where the judge can't tell yet and says how much longer would tell, within the scenario's time budget. A
/// phase is extended before it ends by the growth limits that are decided in it, the last one also by those of the
/// whole run; cycles are repeated.
/// </summary>
internal sealed class Extension(Scenario scenario, InterimJudge? judge, DateTimeOffset startedAt)
{
    /// <summary>What the judge asks for is an estimate: a tenth more, and a page more.</summary>
    private const double Margin = 1.1;
    private static readonly TimeSpan OnePage = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Longer needs than this many times what is left are not begun: they would be cut off undecided.
    /// </summary>
    private const double Hopeless = 2;

    /// <summary>What no time budget reaches; a larger figure may not fit into a time.</summary>
    private const double MostHours = 1000;

    /// <summary>How much longer a phase shall run; null: it has done.</summary>
    /// <param name="run">What was seen, the phase in it as if it ended now.</param>
    /// <param name="phases">The phase, and its parts.</param>
    /// <param name="isLast">Whether no phase comes after it.</param>
    /// <param name="now">When it would end.</param>
    public TimeSpan? Longer(MemoryRun run, IReadOnlyList<Phase> phases, bool isLast, DateTimeOffset now)
    {
        if (judge is null || scenario.TimeBudget is not { } allowed)
            return null;
        var left = startedAt + allowed - now;
        var asked = Asking(run, limit => phases.Any(p => p.Name == limit.Phase) || (limit.Phase is null && isLast))
            .Where(a => a.Limit.Rule is not GrowthPer { Unit: WorkUnit.Cycle })
            .Select(a => TimeSpan.FromHours(Math.Min(a.More, MostHours)))
            .Where(time => time <= Hopeless * left)
            .ToList();
        if (asked.Count == 0 || left < Shortest)
            return null;
        var longer = (asked.Max() * Margin) + OnePage;
        return longer < left ? longer : left;
    }

    /// <summary>The phases of one more cycle; empty when the cycles have done.</summary>
    /// <param name="run">What was seen, the phase in it.</param>
    /// <param name="phase">The phase that has just ended.</param>
    /// <param name="ahead">The phases still to come.</param>
    /// <param name="done">The phases so far, this one last.</param>
    /// <param name="now">The time.</param>
    public IReadOnlyList<ScenarioPhase> OneMoreCycle(
        MemoryRun run, ScenarioPhase phase, IEnumerable<ScenarioPhase> ahead, IReadOnlyList<ScenarioPhase> done,
        DateTimeOffset now)
    {
        if (judge is null || scenario.TimeBudget is not { } allowed)
            return [];
        var patterns =
            judge.Budget.PhaseNames.Where(p => p.IsPattern && p.Matches(phase.Name)).Select(p => p.Name).ToHashSet();
        if (patterns.Count == 0 || ahead.Any(a => judge.Budget.PhaseNames.Any(p => p.IsPattern && p.Matches(a.Name))))
            return [];
        var cycle = Cycle(phase, done);
        var takes = TimeSpan.FromTicks(cycle.Sum(p => p.For!.Value.Ticks));
        return now + takes <= startedAt + allowed
            && Asking(run, limit => limit.Phase is { } name && patterns.Contains(name)).Any()
            ? Renumbered(cycle, Number(phase.Name)!.Value + 1) : [];
    }

    /// <summary>The inconclusive growths among the limits that are decided now, and how much more each needs.</summary>
    private IEnumerable<(Limit Limit, double More)> Asking(MemoryRun run,
        Func<Limit, bool> decidedNow) => judge!.Verdicts(run, decidedNow)
        .Where(v => v.Verdict is { Outcome: Outcome.Inconclusive, More: not null })
        .Select(v => (v.Limit, v.Verdict.More!.Value));

    /// <summary>The phases that carry the same number as this one, up to it.</summary>
    private static List<ScenarioPhase> Cycle(ScenarioPhase phase,
        IReadOnlyList<ScenarioPhase> done) => Number(phase.Name) is { } number
        ? done.Reverse().TakeWhile(p => Number(p.Name) == number).Reverse().ToList()
        : [];

    private static List<ScenarioPhase> Renumbered(List<ScenarioPhase> cycle, int number) =>
        cycle.ConvertAll(p => Named(p, number) with { Together = [.. p.Together.Select(part => Named(part, number))] });

    private static ScenarioPhase Named(ScenarioPhase phase, int number) =>
        phase with { Name = phase.Name.TrimEnd([.. "0123456789"]) + number.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    private static int? Number(string name)
    {
        var digits = name.Length - name.TrimEnd([.. "0123456789"]).Length;
        return digits is > 0 and < 7
            ? int.Parse(name.AsSpan(name.Length - digits), System.Globalization.CultureInfo.InvariantCulture) : null;
    }
}
