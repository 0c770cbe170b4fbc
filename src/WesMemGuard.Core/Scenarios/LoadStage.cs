namespace WesMemGuard.Scenarios;

/// <summary>A part of a load's course: from the rate before it to another one.</summary>
/// <param name="RateTo">Requests a second at its end, from 0.</param>
/// <param name="For">How long it takes.</param>
internal sealed record LoadStage(double RateTo, TimeSpan For);
