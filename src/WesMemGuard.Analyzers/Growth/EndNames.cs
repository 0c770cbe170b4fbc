namespace WesMemGuard.Analyzers.Growth;

/// <summary>Members whose names say that their object ends.</summary>
internal static class EndNames
{
    public static bool Say(string member) =>
        member is "Finalize" or "TearDown" || member.StartsWith("Dispose", StringComparison.Ordinal)
            || member.StartsWith("Stop", StringComparison.Ordinal)
        || member.StartsWith("Shutdown", StringComparison.Ordinal)
        || member is "Close" or "CloseAsync" or "CloseAll" or "CloseAllAsync"
        || member.IndexOf("Disconnect", StringComparison.Ordinal) >= 0;
}
