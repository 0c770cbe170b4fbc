using WesMemGuard.Scenarios;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Targets;

/// <summary>How a live run stands.</summary>
/// <param name="Phase">The phase under way.</param>
/// <param name="Left">How long it still takes, as far as is known.</param>
/// <param name="Loads">What its load came to so far, and that of its parts; empty while it asks for nothing.</param>
internal sealed record LiveProgress(ScenarioPhase Phase, TimeSpan Left, IReadOnlyList<LoadRow> Loads);
