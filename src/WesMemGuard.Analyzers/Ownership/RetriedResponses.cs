using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Responses that a handler of requests gets from the one behind it, which nobody has buffered yet, and asks for again before they
/// are disposed.
/// </summary>
internal static class RetriedResponses
{
    public static bool AreLost(TypeWorld world, IInvocationOperation call, Body body)
    {
        if (call.TargetMethod.Name is not ("SendAsync" or "Send") || Ops.Bare(call.Instance) is not IInstanceReferenceOperation
            || !TypeName.Derives(call.TargetMethod.ContainingType, "System.Net.Http.HttpMessageHandler")
            || Destination.Of(call) is not { Kind: DestinationKind.Local, Symbol: { } local })
            return false;
        var discharges = RoleReader.In(world).Discharges(local, body);
        return ObligationWalk.Leaks(Ops.FunctionRoot(call), Fates.Acquisition(call), local, discharges.Contains, failures: false)
            .Exists(static leak => leak.Kind == LeakKind.Overwritten);
    }
}
