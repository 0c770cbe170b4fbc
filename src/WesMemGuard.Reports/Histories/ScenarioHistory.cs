using WesMemGuard.Baselines;

namespace WesMemGuard.Reports.Histories;

/// <summary>A metric's history of one scenario.</summary>
/// <param name="Scenario">The scenario; empty where the lines don't name one.</param>
/// <param name="Standing">Its levels and how the newest stands.</param>
internal sealed record ScenarioHistory(string Scenario, LevelStanding Standing);
