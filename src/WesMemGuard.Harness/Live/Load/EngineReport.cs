using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>What an engine says of the load that it drove.</summary>
/// <param name="Figures">Requests by how they ended.</param>
/// <param name="Latency">How long answers took; null when it doesn't say.</param>
internal sealed record EngineReport(LoadCounts Figures, Latency? Latency);
