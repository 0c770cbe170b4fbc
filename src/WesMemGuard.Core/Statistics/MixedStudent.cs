namespace WesMemGuard.Statistics;

/// <summary>
/// What is known of a coefficient after averaging over models: a mixture of shifted and scaled Student distributions, each weighted
/// by how well its model explains the values.
/// </summary>
internal sealed class MixedStudent
{
    // From here on Wallace's approximation is used.
    private const double ManyDegrees = 6;
    private const double MostLogBelow = 14;
    private const int MostSteps = 60;

    private readonly (double Weight, double Centre, double Scale)[] parts;
    private readonly double degreesOfFreedom;

    internal MixedStudent(List<(double LogWeight, double Centre, double Scale)> models, double degreesOfFreedom)
    {
        this.degreesOfFreedom = degreesOfFreedom;
        double largest = models.Max(model => model.LogWeight);
        // What falls below a millionth of the best can't move a quantile at 1e-4 by a visible amount.
        var kept = models.FindAll(model => model.LogWeight > largest - MostLogBelow);
        double whole = kept.Sum(model => Math.Exp(model.LogWeight - largest));
        parts = [.. kept.Select(model => (Math.Exp(model.LogWeight - largest) / whole, model.Centre, model.Scale))];
        Centre = parts.Sum(part => part.Weight * part.Centre);
    }

    /// <summary>The mean over the models.</summary>
    public double Centre { get; }

    /// <summary>The probability that the coefficient is at most <paramref name="value"/>.</summary>
    public double Below(double value)
    {
        double sum = 0;
        foreach ((double weight, double centre, double scale) in parts)
            sum += weight * (scale > 0 ? StudentBelow((value - centre) / scale) : value >= centre ? 1 : 0);
        return Math.Min(1, sum);
    }

    /// <summary>
    /// The value that the coefficient stays below with the given probability, to a hundred-thousandth of the widest scale.
    /// </summary>
    public double Quantile(double probability)
    {
        double student = Quantiles.Student(probability, degreesOfFreedom) * 1.01;
        double low = double.PositiveInfinity, high = double.NegativeInfinity, widest = 0;
        foreach ((_, double centre, double scale) in parts)
        {
            // Each part's own quantile, with a margin for the approximation; the mixture's lies between the smallest and the largest.
            low = Math.Min(low, centre + (student * scale));
            high = Math.Max(high, centre + (student * scale));
            widest = Math.Max(widest, scale);
        }

        return Root(probability, low, high, 1e-5 * widest);
    }

    // Regula falsi that halves the kept end's distance (Illinois), and bisects each third step so that no mixture can make it crawl.
    private double Root(double probability, double low, double high, double tolerance)
    {
        double below = Below(low) - probability, above = Below(high) - probability;
        for (int step = 1; step <= MostSteps && high - low > tolerance && below < 0 && above > 0; step++)
        {
            double middle = step % 3 == 0 ? (low + high) / 2 : low + ((high - low) * below / (below - above));
            double there = Below(middle) - probability;
            if (there < 0)
                (low, below, above) = (middle, there, above / 2);
            else
                (high, above, below) = (middle, there, below / 2);
        }

        return below >= 0 ? low : above <= 0 ? high : (low + high) / 2;
    }

    // z = (8n+1)/(8n+3)·sqrt(n·log(1+t²/n)) is normal to three digits. Wallace 1959, "Bounds on normal approximations to Student's".
    private double StudentBelow(double t)
    {
        if (degreesOfFreedom < ManyDegrees)
            return Quantiles.StudentBelow(t, degreesOfFreedom);
        double size =
            ((8 * degreesOfFreedom) + 1) / ((8 * degreesOfFreedom)
            + 3) * Math.Sqrt(degreesOfFreedom * Math.Log(1 + (t * t / degreesOfFreedom)));
        return Quantiles.NormalBelow(Math.CopySign(size, t));
    }
}
