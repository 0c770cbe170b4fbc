using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Client;

/// <summary>The way from a client's verdict to a green or red test.</summary>
internal static class ClientHeld
{
    /// <summary>Returns only when the limit held.</summary>
    /// <exception cref="ClientShouldHoldException">It did not, or the evidence can't tell.</exception>
    public static void OrThrow(Verdict verdict)
    {
        if (verdict.Outcome != Outcome.Held)
            throw new ClientShouldHoldException(verdict.Message.In(ProcessLanguage.Now));
    }
}
