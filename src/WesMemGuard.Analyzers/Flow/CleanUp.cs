namespace WesMemGuard.Analyzers.Flow;

/// <summary>Names of members that end an object's life.</summary>
internal static class CleanUp
{
    public static bool IsName(string member) =>
        Begins(member, "Dispose") || Begins(member, "Close") || Begins(member, "Stop") || Begins(member, "Shutdown") || Begins(member, "Disconnect") || Begins(member, "Complete")
        || Begins(member, "Finish") || Begins(member, "Unsubscribe") || Begins(member, "Detach") || Begins(member, "Cancel") || Begins(member, "System.IDisposable") || Begins(member, "System.IAsyncDisposable") || Begins(member, "OnDisconnect") || Begins(member, "OnClos") || Begins(member, "Abort") || Begins(member, "Terminate") || member == "Finalize";

    private static bool Begins(string name, string start) => name.StartsWith(start, StringComparison.Ordinal);
}
