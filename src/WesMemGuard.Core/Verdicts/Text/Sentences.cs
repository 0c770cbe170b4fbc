using WesMemGuard.Budgets;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts.Limits;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Text;

/// <summary>The first two lines of a message, by the kind of limit.</summary>
internal static class Sentences
{
    /// <summary><c>rss in scenario "idle" should grow by at most 32.0 MiB/h</c>.</summary>
    public static Reason Should(Limit limit, Reason subject)
    {
        var bound = FigureText.Of(limit, limit.Rule.Bound);
        return limit.Rule switch
        {
            Peak => MessageReasons.ShouldStay(subject, bound, limit.Phase),
            GrowthPerHour or GrowthPer => MessageReasons.ShouldGrow(subject, bound, limit.Phase),
            Budgets.Growth growth => MessageReasons.ShouldGrowBetween(subject, bound, growth.From, growth.To),
            ReturnsTo returns => MessageReasons.ShouldReturn(subject, bound, returns.From, returns.After),
            _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Rule, "no such limit"),
        };
    }

    /// <summary>
    /// <c>but grew by 118.4 MiB/h (98 % interval 101.2 .. 135.6)</c>; of a kept limit <c>and did: …</c>.
    /// </summary>
    public static Reason ButOrAnd(Limit limit, Finding found) => found switch
    {
        { Death: { } death } => MessageReasons.ButDied(death),
        { Outcome: Outcome.Held } => And(limit, found),
        _ => But(limit, found),
    };

    /// <summary>The interval in brackets, with its confidence where it has one.</summary>
    public static Reason? Interval(Limit limit, Finding found)
    {
        if (found.Low is not { } low || found.High is not { } high)
            return null;
        var percent = found.Confidence is { } c ? Math.Floor(c * 1000) / 10 : (double?)null;
        return MessageReasons.Interval(percent, FigureText.Bare(limit, low, found.Value ?? high),
            FigureText.Bare(limit, high, found.Value ?? high));
    }

    private static Reason And(Limit limit, Finding found)
    {
        if (limit.Rule is Peak)
            return MessageReasons.Peaked(FigureText.Of(limit, found.Value ?? 0), Interval(limit, found));
        return MessageReasons.Kept(Signed(limit, found), Interval(limit, found),
            found.OfLastPart ? found.Reason : null);
    }

    private static Reason But(Limit limit, Finding found)
    {
        var (value, interval) = (FigureText.Above(limit, found.Value ?? 0), Interval(limit, found));
        return limit.Rule switch
        {
            Peak => MessageReasons.Reached(value, interval),
            ReturnsTo => MessageReasons.StayedAbove(value, interval),
            _ => MessageReasons.Grew(value, interval),
        };
    }

    private static string Signed(Limit limit, Finding found)
    {
        var text = FigureText.Of(limit, found.Value ?? 0);
        return found.Value > 0 ? "+" + text : text;
    }
}
