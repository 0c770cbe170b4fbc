using WesMemGuard.Pprof.Attribution;
using WesMemGuard.Pprof.Statistics;

namespace WesMemGuard.Pprof.Comparing;

/// <summary>All stacks of one holder (a function, package or module) through a series of profiles.</summary>
internal sealed class HolderSeries(string name, double unseen)
{
    private readonly List<BucketSeries> _buckets = [];

    internal string Name => name;

    internal void Add(BucketSeries bucket) => _buckets.Add(bucket);

    internal long Value(int profile) => _buckets.Sum(b => b.Value(profile));

    internal long Count(int profile) => _buckets.Sum(b => b.Count(profile));

    /// <summary>The holder of the stack that grew most: its place in the source stands for the whole.</summary>
    internal Holder Grown(int from, int to) => _buckets.MaxBy(b => b.Value(to) - b.Value(from))!.Holder;

    /// <summary>What is held in one profile.</summary>
    internal SampledBytes Held(int profile)
    {
        var (low, high) = SamplingInterval.Of(_buckets.Select(b => b.InUse(profile)), unseen);
        return new SampledBytes(Value(profile), low, high, Count(profile));
    }

    /// <summary>
    /// Growth between two profiles. Gains and losses are sampled independently, each with an interval of its own; the
    /// two are joined by Zou and Donner's square-and-add (2008).
    /// </summary>
    internal SampledBytes Growth(int from, int to)
    {
        List<(SampledObjects Gained, SampledObjects Lost, bool Freed)> changes = [.. _buckets.Select(b => b.Change(from, to))];
        var (gain, gainLow, gainHigh) = Measured(changes.Select(c => c.Gained));
        (var loss, var lossLow, var lossHigh) =
            changes.Any(c => c.Freed) ? Measured(changes.Select(c => c.Lost)) : (0, 0, UnseenLoss(from, to));
        var growth = Value(to) - Value(from);
        return new SampledBytes(
            growth,
            growth - double.Hypot(gain - gainLow, lossHigh - loss),
            growth + double.Hypot(gainHigh - gain, loss - lossLow),
            Count(to) - Count(from));
    }

    /// <summary>
    /// What may be gone though no sampled object was freed. When none of n objects died, at most the part q with
    /// (1-q)^n = 1 % dies (exact binomial limit); that part of what was there before and wasn't sampled may have gone
    /// unseen.
    /// </summary>
    private double UnseenLoss(int from, int to)
    {
        var atRisk = _buckets.Sum(b => b.AtRisk(from, to));
        var dying = 1 - Math.Pow(SamplingInterval.Tail, 1.0 / Math.Max(1, atRisk));
        var seen = _buckets.Sum(b => b.InUse(from).Count * b.InUse(from).Worth);
        return dying * (Measured(_buckets.Select(b => b.InUse(from))).High - seen);
    }

    private (double Sum, double Low, double High) Measured(IEnumerable<SampledObjects> objects)
    {
        List<SampledObjects> list = [.. objects];
        var (low, high) = SamplingInterval.Of(list, unseen);
        return (list.Sum(o => o.Count * o.Weight), low, high);
    }
}
