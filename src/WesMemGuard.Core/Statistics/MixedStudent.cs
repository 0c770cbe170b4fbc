namespace WesMemGuard.Statistics;

/// <summary>
/// What is known of a coefficient after averaging over models: a mixture of shifted and scaled Student distributions, each weighted by how well
/// its model explains the values.
/// </summary>
public sealed class MixedStudent
{
    private readonly (double Weight, double Centre, double Scale)[] parts;
    private readonly double degreesOfFreedom;

    internal MixedStudent(IReadOnlyList<(double LogWeight, double Centre, double Scale)> models, double degreesOfFreedom)
    {
        this.degreesOfFreedom = degreesOfFreedom;
        double largest = models.Max(model => model.LogWeight);
        var weighted = models.Select(model => (Weight: Math.Exp(model.LogWeight - largest), model.Centre, model.Scale)).ToArray();
        double whole = weighted.Sum(model => model.Weight);
        // Parts below 1e-7 can't move a quantile at 1e-4 by a visible amount.
        parts = [.. weighted.Select(model => (model.Weight / whole, model.Centre, model.Scale)).Where(model => model.Item1 > 1e-7)];
        Centre = parts.Sum(part => part.Weight * part.Centre) / parts.Sum(part => part.Weight);
    }

    /// <summary>The mean over the models.</summary>
    public double Centre { get; }

    /// <summary>The probability that the coefficient is at most <paramref name="value"/>.</summary>
    public double Below(double value)
    {
        double sum = 0;
        foreach ((double weight, double centre, double scale) in parts)
        {
            sum += weight * (scale > 0
                ? Quantiles.StudentBelow((value - centre) / scale, degreesOfFreedom)
                : value >= centre ? 1 : 0);
        }

        return Math.Min(1, sum);
    }

    /// <summary>The value that the coefficient stays below with the given probability, to a millionth of the widest scale.</summary>
    public double Quantile(double probability)
    {
        double student = Quantiles.Student(probability, degreesOfFreedom);
        double low = double.PositiveInfinity, high = double.NegativeInfinity, widest = 0;
        foreach ((_, double centre, double scale) in parts)
        {
            // Each part's own quantile; the mixture's lies between the smallest and the largest.
            low = Math.Min(low, centre + (student * scale));
            high = Math.Max(high, centre + (student * scale));
            widest = Math.Max(widest, scale);
        }

        while (high - low > 1e-6 * widest)
        {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high)
                break;
            if (Below(middle) < probability)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }
}
