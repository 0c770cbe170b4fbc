using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Targets;

/// <summary>Why a node is not driven.</summary>
internal static class TargetReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(TargetReasons));

    public static Reason Remote(string host) => new(Texts, "target.remote", ("host", host));
}
