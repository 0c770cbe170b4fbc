using WesMemGuard.Statistics;

namespace WesMemGuard.Comparison;

/// <summary>
/// Rounds put together. Growths are weighed by how exactly each round knows them; where the rounds differ by more than their own
/// intervals allow, the interval is widened by as much (Birge 1932), by Student's quantile, as few rounds tell their scatter badly. A level
/// and a peak differ from start to start of one build, which one round can't see: from three rounds on the rounds' own scatter counts
/// (Student).
/// </summary>
/// <param name="Value">The difference.</param>
/// <param name="Low">The lower end of its interval.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct RoundSum(double Value, double Low, double High)
{
    /// <summary>The fewest rounds whose scatter is an interval.</summary>
    public const int FewestForScatter = 3;

    /// <summary>The difference over all rounds.</summary>
    /// <param name="rounds">At least one.</param>
    /// <param name="compared">As what.</param>
    /// <param name="starts">How many starts of each build they show; rounds of one start scatter too little.</param>
    /// <param name="alpha">The error at each end.</param>
    public static RoundSum Of(IReadOnlyList<RoundEstimate> rounds, ComparedAs compared, int starts, double alpha)
    {
        if (compared is ComparedAs.PerHour or ComparedAs.PerUnit)
            return rounds.Count == 1 ? new RoundSum(rounds[0].Value, rounds[0].Low, rounds[0].High) : Weighed(rounds, alpha);
        var middle = rounds.Average(r => r.Value);
        // A peak is one figure: without the scatter of starts nothing is known of the next one, and its ends are what the evidence leaves
        // open.
        if (compared == ComparedAs.Peak)
            return starts < FewestForScatter ? new RoundSum(middle, double.NegativeInfinity, double.PositiveInfinity)
                : new RoundSum(middle, Scattered(rounds, r => r.Low, alpha).Low, Scattered(rounds, r => r.High, alpha).High);
        var within = Even(rounds, middle);
        if (starts < FewestForScatter)
            return within;
        var (low, high) = Scattered(rounds, r => r.Value, alpha);
        return new RoundSum(middle, Math.Min(within.Low, low), Math.Max(within.High, high));
    }

    private static (double Low, double High) Scattered(IReadOnlyList<RoundEstimate> rounds, Func<RoundEstimate, double> of, double alpha)
    {
        var middle = rounds.Average(of);
        var reach = Quantiles.Student(1 - alpha, rounds.Count - 1)
            * Math.Sqrt(rounds.Sum(r => Math.Pow(of(r) - middle, 2)) / (rounds.Count - 1) / rounds.Count);
        return (middle - reach, middle + reach);
    }

    private static RoundSum Even(IReadOnlyList<RoundEstimate> rounds, double middle) => new(
        middle,
        middle - (Math.Sqrt(rounds.Sum(r => Math.Pow(r.Value - r.Low, 2))) / rounds.Count),
        middle + (Math.Sqrt(rounds.Sum(r => Math.Pow(r.High - r.Value, 2))) / rounds.Count));

    private static RoundSum Weighed(IReadOnlyList<RoundEstimate> rounds, double alpha)
    {
        var known = rounds.Where(r => double.IsFinite(r.High - r.Low)).ToList();
        if (known.Count == 0)
            return new RoundSum(rounds[0].Value, double.NegativeInfinity, double.PositiveInfinity);
        // A round without any scatter, as of a count that stands still, would outweigh all others.
        var least = Math.Max(known.Max(r => r.High - r.Low) / 2 / 1000, double.Epsilon);
        double Reach(RoundEstimate r) => Math.Max((r.High - r.Low) / 2, least);
        var weights = known.ConvertAll(r => known.TrueForAll(k => k.High.Equals(k.Low)) ? 1 : 1 / Math.Pow(Reach(r), 2));
        var all = weights.Sum();
        var value = known.Zip(weights, (r, w) => r.Value * w).Sum() / all;
        var scores = Quantiles.Normal(1 - alpha);
        var spread = known.Sum(r => Math.Pow((r.Value - value) / (Reach(r) / scores), 2)) / Math.Max(1, known.Count - 1);
        var wider = spread > 1 ? Math.Sqrt(spread) * Quantiles.Student(1 - alpha, known.Count - 1) / scores : 1;
        return new RoundSum(
            value,
            value - (wider * Math.Sqrt(known.Zip(weights, (r, w) => Math.Pow(w * Math.Max(r.Value - r.Low, 0), 2)).Sum()) / all),
            value + (wider * Math.Sqrt(known.Zip(weights, (r, w) => Math.Pow(w * Math.Max(r.High - r.Value, 0), 2)).Sum()) / all));
    }
}
