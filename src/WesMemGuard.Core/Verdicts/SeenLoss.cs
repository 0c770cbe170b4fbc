using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts;

/// <summary>A loss that a judge found in a run.</summary>
/// <param name="Loss">What is missing.</param>
/// <param name="Reason">Why, and what was seen.</param>
internal sealed record SeenLoss(RunLoss Loss, Reason Reason);
