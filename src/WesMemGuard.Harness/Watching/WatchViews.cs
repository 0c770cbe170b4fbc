using WesMemGuard.Budgets;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Watching;

/// <summary>
/// The views of a watched node, one after the other. Judging reads all that was seen, so it is done at each new reading
/// at first and then at distances that grow with the age of the run: a day costs little more than an hour. Between two
/// judgings the figures move on, slopes and outcomes stand. The verdict at the end is the judge's own.
/// </summary>
/// <param name="budget">A budget; null for none.</param>
/// <param name="context">The names for the messages.</param>
internal sealed class WatchViews(MemoryBudget? budget, JudgeContext context)
{
    /// <summary>A tenth more of a run changes little: so often that an outcome is late by that at most.</summary>
    private const double OfTheAge = 0.05;

    private DateTimeOffset _due;
    private string? _phase;
    private int _seen;
    private WatchView? _judged;

    /// <summary>Sees each view before it is shown.</summary>
    public Action<WatchView>? Seen { get; init; }

    /// <summary>How often the judge was asked.</summary>
    public int Judged { get; private set; }

    /// <summary>What is shown at a moment.</summary>
    public WatchView Of(WatchMoment moment)
    {
        var view = Next(moment);
        Seen?.Invoke(view);
        return view;
    }

    private WatchView Next(WatchMoment moment)
    {
        if (_judged is not null && _phase == moment.Phase && (moment.Now < _due || moment.Recent.Seen == _seen))
            return _judged.With(moment.Recent);
        (_phase, _seen) = (moment.Phase, moment.Recent.Seen);
        _due = moment.Now + ((moment.Now - moment.Recent.Last.Header.StartedAt) * OfTheAge);
        Judged++;
        return _judged = WatchView.Of(moment.Whole(), budget, context);
    }
}
