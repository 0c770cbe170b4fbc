namespace WesMemGuard.Runs;

/// <summary>A request outside the sources that limits read.</summary>
/// <param name="At">When it was sent, UTC.</param>
/// <param name="Path">The path asked.</param>
/// <param name="Miss">Why it failed; null when it was answered.</param>
public readonly record struct OtherAnswer(DateTimeOffset At, string Path, Miss? Miss);
