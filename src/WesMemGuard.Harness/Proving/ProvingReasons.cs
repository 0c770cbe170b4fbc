using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Proving;

/// <summary>Why nothing can be proven.</summary>
internal static class ProvingReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ProvingReasons));

    /// <summary>The build failed.</summary>
    public static Reason NotBuilt(int code) => new(Texts, "proving.notBuilt", ("code", code));

    /// <summary>The SDK can't be run.</summary>
    public static Reason NoSdk(string why) => new(Texts, "proving.noSdk", ("why", why));
}
