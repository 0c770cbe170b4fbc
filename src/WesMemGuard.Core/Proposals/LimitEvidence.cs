using WesMemGuard.Reasons;

namespace WesMemGuard.Proposals;

/// <summary>What all runs say of one limit.</summary>
/// <param name="Values">What was measured, a figure a run that speaks.</param>
/// <param name="Uppers">The least bound that each holds.</param>
/// <param name="Lows">The lower end of each interval.</param>
/// <param name="WhyNone">Why no run speaks: the first one's reason; meaningless when one does.</param>
internal sealed record LimitEvidence(IReadOnlyList<double> Values, IReadOnlyList<double> Uppers,
    IReadOnlyList<double> Lows, Reason WhyNone)
{
    public double Lowest => Values.Min();

    public double Highest => Values.Max();

    /// <summary>The least bound that all hold.</summary>
    public double Needed => Uppers.Max();

    /// <summary>The widest half interval of a run.</summary>
    public double Half => Values.Select((value, i) => Math.Max(0, Uppers[i] - value)).Max();

    /// <summary>Nobody speaks.</summary>
    public static LimitEvidence None(Reason why) => new([], [], [], why);

    /// <summary>The runs that speak, and levels, which are exact.</summary>
    public static LimitEvidence Of(IReadOnlyList<ProbedLimit> probed, IEnumerable<double> levels)
    {
        var speaking = probed.Where(p => p.WhyNot is null).ToList();
        List<double> exact = [.. levels];
        return new LimitEvidence([.. speaking.Select(p => p.Value), .. exact],
            [.. speaking.Select(p => p.Needed), .. exact],
            [.. speaking.Select(p => p.Low), .. exact],
            probed.Select(p => p.WhyNot).FirstOrDefault(w => w is not null) ?? ProposalReasons.NoRunSpeaks());
    }
}
