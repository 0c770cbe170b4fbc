using System.Globalization;
using WesMemGuard.Budgets;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Verdicts.Text;

/// <summary>The first two lines of a message, by the kind of limit.</summary>
internal static class Sentences
{
    /// <summary><c>should grow by at most 32.0 MiB/h</c>.</summary>
    public static string Should(Limit limit)
    {
        var bound = FigureText.Of(limit, limit.Rule.Bound);
        var phase = limit.Phase is null ? "" : $" in phase \"{limit.Phase}\"";
        return limit.Rule switch
        {
            Peak => $"should stay at or below {bound}{phase}",
            GrowthPerHour or GrowthPer => $"should grow by at most {bound}{phase}",
            Budgets.Growth growth => $"should grow by at most {bound} from phase \"{growth.From}\" to \"{growth.To}\"",
            ReturnsTo returns => $"should return to phase \"{returns.From}\" after \"{returns.After}\" within {bound}",
            _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Rule, "no such limit"),
        };
    }

    /// <summary><c>but grew by 118.4 MiB/h (98 % interval 101.2 .. 135.6)</c>; of a kept limit <c>and did: …</c>.</summary>
    public static string ButOrAnd(Limit limit, Finding found)
    {
        if (found.Death is { } death)
            return "but " + death.In(Language.English);
        var held = found.Outcome == Outcome.Held;
        var value = FigureText.Above(limit, found.Value ?? 0);
        var interval = Interval(limit, found);
        var said = limit.Rule switch
        {
            Peak => held ? $"and did: {FigureText.Of(limit, found.Value ?? 0)} at most{interval}" : $"but reached {value}{interval}",
            ReturnsTo => held ? $"and did: {Signed(limit, found)}{interval}" : $"but stayed {value} above it{interval}",
            _ => held ? $"and did: {Signed(limit, found)}{interval}" : $"but grew by {value}{interval}",
        };
        return held && found.Reason.StartsWith("it stopped", StringComparison.Ordinal) ? $"{said}; {found.Reason}" : said;
    }

    /// <summary>The interval in brackets, with its confidence where it has one.</summary>
    public static string Interval(Limit limit, Finding found)
    {
        if (found.Low is not { } low || found.High is not { } high)
            return "";
        var name = found.Confidence is { } c ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(c * 1000) / 10:0.#} % interval ") : "";
        return $" ({name}{FigureText.Bare(limit, low, found.Value ?? high)} .. {FigureText.Bare(limit, high, found.Value ?? high)})";
    }

    private static string Signed(Limit limit, Finding found)
    {
        var text = FigureText.Of(limit, found.Value ?? 0);
        return found.Value > 0 ? "+" + text : text;
    }
}
