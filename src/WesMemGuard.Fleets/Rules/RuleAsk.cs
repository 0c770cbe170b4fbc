using WesMemGuard.Fleets.Prometheus;
using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Rules;

/// <summary>What rules are to watch, and how.</summary>
/// <param name="Select">Which nodes: a selector like <c>up{job="wes"}</c>.</param>
internal sealed record RuleAsk(string Select)
{
    /// <summary>The shortest time that a slope is taken over: of figures with garbage on top it has three floors.</summary>
    public static readonly TimeSpan ShortestOver = TimeSpan.FromMinutes(30);

    /// <summary>The time that a slope is taken over, from <see cref="ShortestOver"/>.</summary>
    public TimeSpan Over { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How long a slope must be too large before an alert fires.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The GOGC of processes that don't export theirs, percent.</summary>
    public double Gogc { get; init; } = 100;

    /// <summary>Whether there are to be alerts of the verdicts that the tool exports, too.</summary>
    public bool Verdicts { get; init; }

    /// <summary>The matchers of the nodes, on one line; empty: any.</summary>
    /// <exception cref="BadInputException">It is no selector: a rule needs its matchers.</exception>
    internal string Matchers => PrometheusQuery.MatchersOf(Select) is { } matchers
        ? string.Join(' ', matchers.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        : throw new BadInputException("--select", RuleReasons.NoSelector(Select));
}
