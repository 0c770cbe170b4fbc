namespace WesMemGuard.Verdicts.Judging;

/// <summary>
/// When what looks again and again decide may end a run: once the same decision has stood, look after look, until the age is half as
/// much again. In a short window a slow swing looks like a slope, or takes one away, and points that are alike over as long as the window
/// can't tell; looks find just the moments in which it does so. Simulated with a leak of exactly the limit under a swing that is alike
/// over 10 minutes: the first decision was wrong in 8 of 40 days, at ages of 30 to 110 minutes; one that stood so long in 1 of 40.
/// </summary>
internal sealed class StandingDecision
{
    /// <summary>How many times its age a decision must stand.</summary>
    public const double Longer = 1.5;

    private IReadOnlyList<Outcome> _last = [];
    private TimeSpan _since;

    /// <summary>Takes a look's outcomes; true when all are decided, and have been so for long enough.</summary>
    /// <param name="age">The age of what is looked at, never less than at the look before.</param>
    /// <param name="outcomes">One a limit, in their order; none is no decision.</param>
    public bool Stands(TimeSpan age, IReadOnlyList<Outcome> outcomes)
    {
        if (outcomes.Count == 0 || outcomes.Any(o => o is not (Outcome.Held or Outcome.Broken)))
        {
            _last = [];
            return false;
        }

        if (!outcomes.SequenceEqual(_last))
            (_last, _since) = (outcomes, age);
        return age >= _since * Longer;
    }
}
