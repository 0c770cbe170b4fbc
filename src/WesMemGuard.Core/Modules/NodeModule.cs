using WesMemGuard.Measurement;

namespace WesMemGuard.Modules;

/// <summary>What is known of a module of the WES node that reports its memory.</summary>
/// <param name="Name">Its name in the node's answers.</param>
/// <param name="Layer">Its layer, as the node reports it.</param>
/// <param name="Blind">Metrics that it reports as a constant 0, in every mode.</param>
/// <param name="Bounds">Hard bounds of its figures; none: unbounded.</param>
/// <param name="Note">What it counts.</param>
internal sealed record NodeModule(string Name, string Layer, IReadOnlyList<Metric> Blind, IReadOnlyList<ModuleBound> Bounds, string Note)
{
    /// <summary>What its <c>bytes</c> are when they aren't bytes of memory; null when nothing is to be said.</summary>
    public BytesMeaning? BytesMeaning { get; init; }

    /// <summary>Whether memory mode <c>minimal</c> turns its bytes to 0.</summary>
    public bool BytesZeroInMinimalMode { get; init; }

    /// <summary>The bound of a metric, or null.</summary>
    public ModuleBound? BoundOf(Metric metric) => Bounds.FirstOrDefault(bound => bound.Metric == metric);
}
