using WesMemGuard.Measurement;

namespace WesMemGuard.Modules;

/// <summary>A value that the node itself keeps a module's figure at or below.</summary>
/// <param name="Metric">The figure.</param>
/// <param name="Value">The bound: bytes or a count.</param>
/// <param name="Where">Where the node sets it.</param>
internal sealed record ModuleBound(Metric Metric, double Value, string Where);
