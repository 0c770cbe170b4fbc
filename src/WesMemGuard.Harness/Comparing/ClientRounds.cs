using WesMemGuard.Clients;

namespace WesMemGuard.Harness.Comparing;

/// <summary>Rounds of the client tests of two builds and what they say.</summary>
/// <param name="Verdict">The differences.</param>
/// <param name="Folder">Where the measurements lie, as it is shown; null: they were given.</param>
internal sealed record ClientRounds(ClientComparisonVerdict Verdict, string? Folder);
