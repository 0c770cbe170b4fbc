using WesMemGuard.Budgets;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// Ends a phase as soon as all limits on growth in it are decided, and have stood so (<see cref="StandingDecision"/>). It is looked at
/// each minute, and less often as it grows; the looks share half of the judge's error, the last judging has the other half
/// (<see cref="BudgetJudge.ErrorOf"/>). A phase whose level is compared with another's, or that is one of cycles, goes on as long as is
/// declared.
/// </summary>
/// <param name="judge">Says how the run stands.</param>
/// <param name="startedAt">When the run began, UTC.</param>
/// <param name="longest">How long it may take; null: a day.</param>
internal sealed class DecisionWatch(InterimJudge judge, DateTimeOffset startedAt, TimeSpan? longest)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>A long run is looked at less often: each look reads all of it.</summary>
    private const int OfTheAge = 10;

    private readonly ErrorSpending _error = new(BudgetJudge.Error / 2, FirstLook, longest ?? Day);
    private Func<Limit, bool> _asked = _ => false;
    private StandingDecision _standing = new();
    private DateTimeOffset _phaseBegan;

    /// <summary>Whether the phase under way may end sooner.</summary>
    public bool Watches { get; private set; }

    /// <summary>Whether the phase under way was decided.</summary>
    public bool HasDecided { get; private set; }

    /// <summary>When it is looked at next, UTC.</summary>
    public DateTimeOffset NextLook { get; private set; } = startedAt + FirstLook;

    /// <summary>
    /// When a run ends whose limits can be told at an age: no sooner than it is looked at, and once the decision has stood.
    /// </summary>
    public static TimeSpan EndOf(TimeSpan decided) => (decided > FirstLook ? decided : FirstLook) * StandingDecision.Longer;

    /// <summary>Whether a phase may end sooner: it has limits on growth, and no others that need all of it.</summary>
    /// <param name="phase">The phase that begins, or goes on.</param>
    /// <param name="isLast">Whether none comes after it.</param>
    /// <param name="now">UTC.</param>
    public bool Begin(ScenarioPhase phase, bool isLast, DateTimeOffset now)
    {
        HasDecided = false;
        (_standing, _phaseBegan) = (new StandingDecision(), now);
        var names = phase.Together.Select(p => p.Name).Prepend(phase.Name).ToList();
        bool Means(Limit limit) => InterimJudge.PhasesOf(limit)
            .Any(name => names.Exists(n => new PhaseReference(name, 0, 0).Matches(n)));
        _asked = limit => limit.Rule is GrowthPerHour or GrowthPer { Unit: not WorkUnit.Cycle }
            && (Means(limit) || (limit.Phase is null && isLast));
        return Watches = judge.Budget.Limits.Any(_asked)
            && !judge.Budget.Limits.Any(l => l.Rule is Budgets.Growth or ReturnsTo or GrowthPer { Unit: WorkUnit.Cycle } && Means(l));
    }

    /// <summary>Looks; true when all limits on growth in the phase are decided now.</summary>
    /// <param name="run">What was seen, the phase in it as if it ended now.</param>
    /// <param name="now">UTC.</param>
    public bool Look(MemoryRun run, DateTimeOffset now)
    {
        if (now < NextLook)
            return false;
        var age = now - startedAt;
        NextLook = now + (age / OfTheAge > Shortest ? age / OfTheAge : Shortest);
        var error = _error.Spend(age);
        if (error <= 0)
            return false;
        return HasDecided = _standing.Stands(now - _phaseBegan,
            [.. judge.Verdicts(run, _asked, error).Select(v => v.Verdict.Outcome)]);
    }
}
