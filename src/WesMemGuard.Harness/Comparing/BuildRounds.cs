using WesMemGuard.Comparison;

namespace WesMemGuard.Harness.Comparing;

/// <summary>Rounds of two builds and what they say.</summary>
/// <param name="Verdict">The differences.</param>
/// <param name="Folder">Where the runs lie, as it is shown; null: they were given.</param>
internal sealed record BuildRounds(BuildVerdict Verdict, string? Folder);
