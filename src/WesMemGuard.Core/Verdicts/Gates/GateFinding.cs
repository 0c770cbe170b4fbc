using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>A gate that fired: what it makes of a verdict, and why.</summary>
/// <param name="Outcome"><see cref="Outcome.NotMeasured"/> or <see cref="Outcome.Inconclusive"/>.</param>
/// <param name="Reason">One sentence without a full stop.</param>
internal sealed record GateFinding(Outcome Outcome, string Reason)
{
    /// <summary>The only place where the reasons of ends and losses become words: it goes when findings carry reasons.</summary>
    public static GateFinding Of(Outcome outcome, Reason reason) => new(outcome, reason.In(Language.English));
}
