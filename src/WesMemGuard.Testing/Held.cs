using NUnit.Framework;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Testing;

/// <summary>The way from a verdict to a green or red test.</summary>
internal static class Held
{
    /// <summary>Returns only when the verdict is held.</summary>
    /// <exception cref="ShouldHoldException">It is broken, not measured, or inconclusive and that fails.</exception>
    /// <exception cref="InconclusiveException">It is inconclusive and that is accepted.</exception>
    public static void OrThrow(Verdict verdict, bool inconclusiveFails)
    {
        if (verdict.Outcome == Outcome.Held)
            return;
        if (verdict.Outcome == Outcome.Inconclusive && !inconclusiveFails)
            throw new InconclusiveException(verdict.Message);
        throw new ShouldHoldException(verdict.Message);
    }
}
