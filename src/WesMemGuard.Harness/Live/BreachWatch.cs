using WesMemGuard.Budgets;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// Judges a live run about once a minute, and has profiles captured: at its beginning and when its start-up is over,
/// which cost next to nothing and are what growth is compared with; at the first sign that a limit breaks; again each
/// few minutes until who grows is surely known; and at the end. A sign is a limit that is broken, or a growth above its
/// limit at two looks in succession: one alone may be chance.
/// </summary>
/// <param name="judge">Says how the run stands; null: nothing is watched.</param>
/// <param name="profiles">Captures; null: the node has no diagnostics port.</param>
/// <param name="recorder">The run.</param>
/// <param name="clock">The run's time.</param>
/// <param name="said">Told who grows as soon as it is known; null: nobody is.</param>
internal sealed class BreachWatch(
    InterimJudge? judge, BreachProfiles? profiles, RunRecorder recorder, LiveClock clock, Action<Reason>? said = null)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>Profiles closer together than this differ by little but chance.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(3);

    /// <summary>A long run is looked at less often: each look reads all of it.</summary>
    private const int OfTheAge = 20;

    /// <summary>Later profiles are taken at growing distances: what three minutes more can't tell ten may.</summary>
    private const int LaterOfTheAge = 10;

    private readonly ProfileSuspects _suspects = new();
    private readonly DateTimeOffset _startedAt = clock.Now;
    private DateTimeOffset _next = clock.Now + Shortest;
    private DateTimeOffset? _levelAt;
    private bool _suspected;
    private bool _named;

    /// <summary>Whether a limit is one that profiles can tell of.</summary>
    private bool Watches =>
        profiles is not null && judge?.Budget.Limits.Any(l => l.Metric.Row().Profile != MetricProfile.None) == true;

    /// <summary>Before the first phase.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        if (!Watches)
            return;
        await profiles!.AtLevelAsync(ct);
        _levelAt = _startedAt + judge!.Budget.WarmUp;
    }

    /// <summary>Looks when it is time to.</summary>
    /// <param name="open">The records of the phase under way, as if it ended now.</param>
    /// <param name="ct">Ends a capture.</param>
    public async Task LookAsync(Func<Phase[]> open, CancellationToken ct)
    {
        if (!Watches)
            return;
        if (_levelAt <= clock.Now)
        {
            _levelAt = null;
            await profiles!.AtLevelAsync(ct);
        }

        if (clock.Now < _next || _named)
            return;
        var age = clock.Now - _startedAt;
        var verdicts = Asked(recorder.Snapshot(open()), recorder.Run.Phases.Select(p => p.Name).ToList());
        var captured = profiles!.Begun
            ? await profiles.AgainAsync(ct) : ShowsSign(verdicts) && await profiles.AtFirstSignAsync(ct);
        _next = clock.Now + Longer(captured ? Again : Shortest, age / (captured ? LaterOfTheAge : OfTheAge));
        if (captured)
            _named = Name(verdicts);
    }

    /// <summary>After the last phase, while the node still runs.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        if (!Watches)
            return;
        if (profiles!.Begun)
            await profiles.AtEndAsync(ct);
        else if (Verdicts(recorder.Snapshot(), _ => true).Any(v => v.Outcome == Outcome.Broken))
            await profiles.AtFirstSignAsync(ct);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private List<Verdict> Asked(MemoryRun run, List<string> finished) =>
        Verdicts(run, limit => limit.Rule is GrowthPerHour or GrowthPer or Peak || IsOver(limit, finished));

    private bool ShowsSign(List<Verdict> verdicts)
    {
        if (verdicts.Any(v => v.Outcome == Outcome.Broken))
            return true;
        var suspected = verdicts.Any(v => v.Outcome == Outcome.Inconclusive && v.Value > v.Budget && v.Low is not null);
        (var twice, _suspected) = (suspected && _suspected, suspected);
        return twice;
    }

    /// <summary>
    /// Says who grows where a limit is broken, and whether everybody is known: holders whose growth is surely above
    /// nothing, and that together make up what was measured.
    /// </summary>
    private bool Name(List<Verdict> verdicts)
    {
        var broken = verdicts.Find(v =>
            v is { Outcome: Outcome.Broken, From: not null, To: not null } && ProfileOf(v) != MetricProfile.None);
        if (broken is null)
            return false;
        var run = recorder.Snapshot();
        var heap = ProfileOf(broken) == MetricProfile.Heap;
        var found = heap
            ? _suspects.OfHeap(run, broken.From!.Value, clock.Now, stoppedToo: false)
            : _suspects.OfGoroutines(run, broken.From!.Value, clock.Now, stoppedToo: false);
        var sure = found.Found.Where(s => s.Low > 0).ToList();
        if (sure.Count == 0)
            return false;
        said?.Invoke(heap ? OfHeap(broken.Metric, sure[0])
            : LiveReasons.GoroutineHolder(broken.Metric, sure[0].Held, sure[0].Function, sure[0].Bytes,
                sure[0].Elapsed));
        return !heap || broken.Limit != GrowthPerHourName || Explained(sure) >= broken.Low * ByteSize.MiB / 2;
    }

    private static Reason OfHeap(string metric,
        Suspect suspect) => LiveReasons.HeapHolder(metric, suspect.Held, suspect.Function,
        new ByteSize(suspect.Bytes), new ByteSize(suspect.Low), new ByteSize(suspect.High), suspect.Elapsed);

    private static readonly string GrowthPerHourName = new GrowthPerHour(0).Name;

    private static double Explained(List<Suspect> sure) => sure.Sum(s => s.PerHour ?? 0);

    private MetricProfile ProfileOf(Verdict verdict) => judge!.Budget.Limits
        .Where(l => l.Metric.Name() == verdict.Metric
            && l.Of == verdict.Of).Select(l => l.Metric.Row().Profile).FirstOrDefault();

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
