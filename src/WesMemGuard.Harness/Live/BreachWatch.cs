using WesMemGuard.Budgets;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// Judges a live run about once a minute, and has profiles captured at the first sign that a limit breaks and again
/// at the end. A sign is a limit that is
/// broken, or a growth above its limit at two looks in succession: one alone may be chance, and a run that holds shall not be disturbed.
/// </summary>
/// <param name="judge">Says how the run stands; null: nothing is watched.</param>
/// <param name="profiles">Captures; null: the node has no diagnostics port.</param>
/// <param name="recorder">The run.</param>
/// <param name="clock">The run's time.</param>
internal sealed class BreachWatch(InterimJudge? judge, BreachProfiles? profiles, RunRecorder recorder, LiveClock clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>A long run is looked at less often: each look reads all of it.</summary>
    private const int OfTheAge = 20;

    private readonly DateTimeOffset _startedAt = clock.Now;
    private DateTimeOffset _next = clock.Now + Shortest;
    private bool _suspected;

    /// <summary>Looks when it is time to.</summary>
    /// <param name="open">The records of the phase under way, as if it ended now.</param>
    /// <param name="ct">Ends a capture.</param>
    public async Task LookAsync(Func<Phase[]> open, CancellationToken ct)
    {
        if (judge is null || profiles is null or { Begun: true } || clock.Now < _next)
            return;
        var age = clock.Now - _startedAt;
        _next = clock.Now + (age / OfTheAge > Shortest ? age / OfTheAge : Shortest);
        if (ShowsSign(recorder.Snapshot(open()), recorder.Run.Phases.Select(p => p.Name).ToList()))
            await profiles.AtFirstSignAsync(ct);
    }

    /// <summary>After the last phase, while the node still runs.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        if (judge is null || profiles is null)
            return;
        if (profiles.Begun)
            await profiles.AtEndAsync(ct);
        else if (Verdicts(recorder.Snapshot(), _ => true).Any(v => v.Outcome == Outcome.Broken))
            await profiles.AtFirstSignAsync(ct);
    }

    private bool ShowsSign(MemoryRun run, List<string> finished)
    {
        var verdicts = Verdicts(run, limit => limit.Rule is GrowthPerHour or GrowthPer or Peak || IsOver(limit, finished));
        if (verdicts.Any(v => v.Outcome == Outcome.Broken))
            return true;
        var suspected = verdicts.Any(v => v.Outcome == Outcome.Inconclusive && v.Value > v.Budget && v.Low is not null);
        (var twice, _suspected) = (suspected && _suspected, suspected);
        return twice;
    }

    /// <summary>Levels of a phase that goes on are no levels yet.</summary>
    private static bool IsOver(Limit limit, List<string> finished) =>
        InterimJudge.PhasesOf(limit).All(name => finished.Exists(done => new PhaseReference(name, 0, 0).Matches(done)));

    private List<Verdict> Verdicts(MemoryRun run, Func<Limit, bool> asked)
    {
        try
        {
            return judge!.Verdicts(run, asked).Select(v => v.Verdict).ToList();
        }
        catch (BadInputException)
        {
            return []; // a module that has not answered yet; the judge at the end says so
        }
    }
}
