using MathNet.Numerics.Distributions;

namespace WesMemGuard.Statistics;

/// <summary>Quantiles and tails of the normal and of Student's distribution.</summary>
internal static class Quantiles
{
    /// <summary>The value that a standard normal variable stays below with the given probability, 0 to 1 exclusive.</summary>
    public static double Normal(double probability) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, Checked(probability));

    /// <summary>The probability that a standard normal variable is at most <paramref name="z"/>.</summary>
    public static double NormalBelow(double z) => MathNet.Numerics.Distributions.Normal.CDF(0, 1, z);

    /// <summary>
    /// The value that a Student variable with so many degrees of freedom (above 0) stays below with the given
    /// probability, 0 to 1 exclusive.
    /// </summary>
    public static double Student(double probability, double degreesOfFreedom) =>
        StudentT.InvCDF(0, 1, degreesOfFreedom, Checked(probability));

    /// <summary>
    /// The probability that a Student variable with so many degrees of freedom (above 0) is at most <paramref name="t"/>.
    /// </summary>
    public static double StudentBelow(double t, double degreesOfFreedom) => StudentT.CDF(0, 1, degreesOfFreedom, t);

    private static double Checked(double probability) => probability is > 0 and < 1
        ? probability
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1, both excluded.");
}
