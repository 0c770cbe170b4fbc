using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>The two phases whose levels are compared.</summary>
/// <param name="FromName">The earlier one's name.</param>
/// <param name="From">The earlier one.</param>
/// <param name="ToName">The later one's name.</param>
/// <param name="To">The later one.</param>
/// <param name="Cut">Takes warm-up out of a window.</param>
internal sealed record LevelPhases(string FromName, Phase From, string ToName, Phase To, Func<Window, Window> Cut);
