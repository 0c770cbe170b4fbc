using WesMemGuard.Reasons;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>A gate that fired: what it makes of a verdict, and why.</summary>
/// <param name="Outcome"><see cref="Outcome.NotMeasured"/> or <see cref="Outcome.Inconclusive"/>.</param>
/// <param name="Reason">Why.</param>
internal sealed record GateFinding(Outcome Outcome, Reason Reason);
