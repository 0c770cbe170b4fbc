using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Verbs;

/// <summary>Why a recording can't be served.</summary>
internal static class ReplayReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ReplayReasons));

    public static Reason PortTaken(int port) => new(Texts, "replay.portTaken", ("port", port));
}
