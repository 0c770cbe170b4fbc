namespace WesMemGuard.Baselines;

/// <summary>How far above a baseline's level a run may lie.</summary>
/// <param name="Share">A share of the level, 0..</param>
/// <param name="Most">And never more than this, in the metric's own unit.</param>
internal readonly record struct Allowance(double Share, double Most = double.PositiveInfinity)
{
    /// <summary>
    /// 2 % of the level, at most 4 MiB: of a live heap of 971 MiB, 879 of them one arena that never moves (node.md
    /// 8), 2 % alone would hide the leak of a day.
    /// </summary>
    public static readonly Allowance Usual = new(0.02, 4 * ByteSize.MiB);

    /// <summary>What is allowed above a level.</summary>
    public double Above(double level) => Math.Min(Share * Math.Abs(level), Most);
}
