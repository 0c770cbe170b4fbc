using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Flow;

/// <summary>Members that end an object's life: named so, and with something that they end.</summary>
internal static class CleanUp
{
    public static bool IsName(string member) =>
        Begins(member, "Dispose") || Begins(member, "Close") || Begins(member, "Stop") || Begins(member, "Shutdown")
            || Begins(member, "Disconnect") || Begins(member, "Complete")
        || Begins(member, "Finish") || Begins(member, "Unsubscribe") || Begins(member, "Detach")
        || Begins(member, "Cancel")
            || Begins(member, "System.IDisposable") || Begins(member, "System.IAsyncDisposable")
            || Begins(member, "OnDisconnect")
            || Begins(member, "OnClos") || Begins(member, "Abort") || Begins(member, "Terminate")
            || member == "Finalize";

    /// <summary>Named as clean-up is, and it does end something: the name alone proves nothing.</summary>
    public static bool Is(Body body)
    {
        if (body.Member.Name is "Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "StopAsync" or "Finalize")
            return true;
        if (!IsName(body.Member.Name))
            return false;
        foreach (var call in body.Calls)
            if (Ops.Reached(call.Instance) is IMemberReferenceOperation or IInstanceReferenceOperation
                && (ReleaseNames.Contains(call.TargetMethod.Name)
                || call.TargetMethod.Name is "Cancel" or "CancelAsync" or "Complete" or "TryComplete" or "Kill" or "WaitForExitAsync"))
                return true;
        return body.Subscriptions.Exists(subscription => !subscription.Adds);
    }

    /// <summary>Whether the member, or a local function around the place, is clean-up by its name.</summary>
    public static bool Surrounds(IOperation place, Body body)
    {
        if (Is(body))
            return true;
        for (var current = place.Parent; current is not null; current = current.Parent)
            if (current is ILocalFunctionOperation { Symbol.Name: var name }
                && (IsName(name) || name.EndsWith("Stop", StringComparison.Ordinal)))
                return true;
        return false;
    }

    private static bool Begins(string name, string start) => name.StartsWith(start, StringComparison.Ordinal);
}
