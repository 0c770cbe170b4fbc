namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>
/// Transactions that went through the pool into blocks, as far as its samples show: it fills and empties while the
/// chain grows.
/// </summary>
internal static class PassedTransactions
{
    /// <summary>Fewer don't weigh: about 4 KiB each stay (transfers recording).</summary>
    private const double Fewest = 50;

    /// <summary>
    /// More than this for each is another growth. Samples see about half of what passes, and half of what grows is
    /// caches of it.
    /// </summary>
    private const double MostBytesEach = 64 * 1024;

    /// <summary>
    /// What passed, with what the live heap rose for each; null when too few passed, or the rise is none of theirs.
    /// </summary>
    public static Symptom? Of(RunSymptoms s)
    {
        var objects = s.Module("mempool.txpool", m => m.Objects).Where(p => p.At >= s.WarmFrom).ToList();
        var passed = objects.Zip(objects.Skip(1), (before, after) => Math.Max(0, before.Value - after.Value)).Sum();
        var heights =
            s.Run.Blocks.Where(r => r.Sample is not null && r.At >= s.WarmFrom).Select(r => r.Sample!.Height).ToList();
        if (passed < Fewest || heights.Count < 2 || heights[^1] <= heights[0] || s.LiveRise is not > 0)
            return null;
        var each = s.LiveRise.Value / passed;
        return each <= MostBytesEach
            ? new Symptom("transactions-passed", passed, heights[0], heights[^1], each / 1024) : null;
    }
}
