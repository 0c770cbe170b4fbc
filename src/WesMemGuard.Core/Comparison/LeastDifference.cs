using WesMemGuard.Baselines;
using WesMemGuard.Measurement;

namespace WesMemGuard.Comparison;

/// <summary>
/// Which differences matter where no budget names one: a smaller one than <paramref name="Least"/> is never called
/// worse or better, however surely it is there, as two starts of one build differ by so much; and two builds are never
/// called the same within more than <paramref name="Widest"/>, as that would say nothing.
/// </summary>
/// <param name="Least">In the figure's own unit.</param>
/// <param name="Widest">In the figure's own unit, at least <paramref name="Least"/>.</param>
internal readonly record struct LeastDifference(double Least, double Widest)
{
    private const double KiB = 1024;

    /// <summary>
    /// What one of two equal builds may hold more than the other without any leak: caches that filled in another order.
    /// </summary>
    private const double Chance = 128 * KiB;

    private const double OutsideChance = ByteSize.MiB;
    private const double FewGoroutines = 3;

    /// <summary>The differences that matter of a figure.</summary>
    /// <param name="figure">Which.</param>
    /// <param name="level">The base's level or peak.</param>
    /// <param name="span">The hours that it is judged over, or the units of work.</param>
    public static LeastDifference Of(ComparedFigure figure, double level, double span)
    {
        var (least, widest) = figure switch
        {
            { Metric: Metric.LiveHeap, As: ComparedAs.Level } =>
                Both(Math.Max(ByteSize.MiB, Allowance.Usual.Above(level))),
            { As: ComparedAs.Level or ComparedAs.Peak } when figure.Metric.IsSize() =>
                Both(Math.Max(4 * ByteSize.MiB, Share(figure.Metric) * level)),
            { As: ComparedAs.Level or ComparedAs.Peak } => Both(Math.Max(5, 0.02 * Math.Abs(level))),
            { Metric: Metric.LiveHeap, As: ComparedAs.PerHour } =>
                (Math.Max(0.5 * ByteSize.MiB, Chance / span), 4 * ByteSize.MiB),
            { Metric: Metric.LiveHeap } => (Math.Max(16, Chance / span), KiB),
            { As: ComparedAs.PerHour } when figure.Metric.IsSize() =>
                (Math.Max(2 * ByteSize.MiB, OutsideChance / span), 8 * ByteSize.MiB),
            _ when figure.Metric.IsSize() => (Math.Max(128, OutsideChance / span), 4 * KiB),
            { As: ComparedAs.PerHour } => (Math.Max(6, FewGoroutines / span), 60),
            _ => (Math.Max(0.001, FewGoroutines / span), 0.1),
        };
        return new LeastDifference(least, Math.Max(least, widest));
    }

    /// <summary>
    /// Garbage and pages that are given back late move a level by more than what is live. A level below 0 has no share.
    /// </summary>
    private static double Share(Metric metric) => metric.Row().Noise == MetricNoise.Garbage ? 0.1 : 0.02;

    private static (double Least, double Widest) Both(double value) => (value, value);
}
