namespace WesMemGuard.Recordings;

/// <summary>A phase that a recording was to see.</summary>
/// <param name="Name">The phase's name.</param>
/// <param name="Kind">What was to be done, like <c>mine-on</c>.</param>
/// <param name="Seconds">How long it was to last.</param>
internal sealed record RecordedPlan(string Name, string Kind, double Seconds);
