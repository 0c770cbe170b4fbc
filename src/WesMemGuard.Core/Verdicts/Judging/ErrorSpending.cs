namespace WesMemGuard.Verdicts.Judging;

/// <summary>
/// The error that each look at a run has that is looked at again and again, whenever and however often: by an age t so much of it is
/// spent as (1 + ln(t/first)) / (1 + ln(last/first)), and a look has what the looks before it left of that. The looks' errors add up to
/// at most the whole, so no number of looks makes a false decision likelier than it. Lan and DeMets 1983, with Bonferroni's bound in
/// place of the joint distribution, which is not known for correlated points; the logarithm gives a look at twice the age as much as
/// one at twice that.
/// </summary>
/// <param name="error">The whole, 0..1.</param>
/// <param name="first">The age of the first look; one before it has none.</param>
/// <param name="last">The age by which all is spent.</param>
internal sealed class ErrorSpending(double error, TimeSpan first, TimeSpan last)
{
    private double _spent;

    /// <summary>The error of a look at this age, which is spent with it.</summary>
    public double Spend(TimeSpan age)
    {
        if (age < first)
            return 0;
        var whole = 1 + Math.Log(last > first ? last / first : 1);
        var due = error * Math.Min(1, (1 + Math.Log(age / first)) / whole);
        var own = Math.Max(0, due - _spent);
        _spent += own;
        return own;
    }
}
