using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.Flow;

/// <summary>Names of members that end an object's life.</summary>
internal static class CleanUp
{
    public static bool IsName(string member) =>
        Begins(member, "Dispose") || Begins(member, "Close") || Begins(member, "Stop") || Begins(member, "Shutdown") || Begins(member, "Disconnect") || Begins(member, "Complete")
        || Begins(member, "Finish") || Begins(member, "Unsubscribe") || Begins(member, "Detach") || Begins(member, "Cancel") || Begins(member, "System.IDisposable") || Begins(member, "System.IAsyncDisposable") || Begins(member, "OnDisconnect") || Begins(member, "OnClos") || Begins(member, "Abort") || Begins(member, "Terminate") || member == "Finalize";

    /// <summary>Whether the member, or a local function around the place, is clean-up by its name.</summary>
    public static bool Surrounds(IOperation place, string member)
    {
        if (IsName(member) || member.EndsWith("Stop", StringComparison.Ordinal) || member.StartsWith("OnStop", StringComparison.Ordinal))
            return true;
        for (var current = place.Parent; current is not null; current = current.Parent)
            if (current is Microsoft.CodeAnalysis.Operations.ILocalFunctionOperation { Symbol.Name: var name } && (IsName(name) || name.EndsWith("Stop", StringComparison.Ordinal)))
                return true;
        return false;
    }

    private static bool Begins(string name, string start) => name.StartsWith(start, StringComparison.Ordinal);
}
