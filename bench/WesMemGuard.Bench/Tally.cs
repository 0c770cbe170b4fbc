using WesMemGuard.Growth;

namespace WesMemGuard.Bench;

/// <summary>How often each outcome came.</summary>
internal sealed class Tally
{
    private readonly int[] _counts = new int[Enum.GetValues<GrowthOutcome>().Length];

    /// <summary>How many findings were counted.</summary>
    public int Count => _counts.Sum();

    /// <summary>Counts one finding.</summary>
    public void Add(GrowthOutcome outcome) => Interlocked.Increment(ref _counts[(int)outcome]);

    /// <summary>The share of one outcome in percent; 0 when nothing was counted.</summary>
    public double Percent(GrowthOutcome outcome) => Count == 0 ? 0 : 100.0 * _counts[(int)outcome] / Count;

    /// <summary>Held, broken and inconclusive in percent.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Percent(GrowthOutcome.Held),6:0.0} {Percent(GrowthOutcome.Broken),6:0.0} {Percent(GrowthOutcome.Inconclusive),6:0.0}");
}
