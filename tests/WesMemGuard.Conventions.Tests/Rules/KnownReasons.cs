using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>A reason to put into others.</summary>
internal static class KnownReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(KnownReasons));

    public static Reason Sample() => new(Texts, "known.sample");
}
