using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Preflight;

/// <summary>Why a check could not be made.</summary>
internal static class PreflightReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(PreflightReasons));

    public static Reason NeverAsked() => new(Texts, "preflight.neverAsked");

    public static Reason NoTimestamp() => new(Texts, "preflight.noTimestamp");
}
