using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>
/// Links from a dataflow block that an object keeps to a block of one call: the kept one holds each of them for its life.
/// </summary>
internal static class CallLinks
{
    public static bool Contains(TypeWorld world, IInvocationOperation call, Body body)
    {
        if (call.TargetMethod.Name != "LinkTo" || Ops.Receiver(call) is not IFieldReferenceOperation { Field: { } source }
            || body.Method is not { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 } method
            || InitContext.Contains(method) || CollectionGrowth.RunsOnce(world, method)
            || ObjectCreations.Of(world.Scope).AreOfCalls(source.ContainingType) || Target(call) is not { } target)
            return false;
        return IsMadeHere(target, body) && (source.Type.Name == "BroadcastBlock" || method.IsAsync || IsHandedOut(target, body));
    }

    private static ILocalSymbol? Target(IInvocationOperation call) =>
        Ops.Symbol(Ops.ArgumentAt(call, call.Instance is null ? 1 : 0)) as ILocalSymbol;

    private static bool IsMadeHere(ILocalSymbol target, Body body) => Ops.Core(body.InitialOf(target)) is IObjectCreationOperation;

    /// <summary>The caller gets the call's own block, for as long as it likes.</summary>
    private static bool IsHandedOut(ILocalSymbol target, Body body) =>
        body.ReferencesTo(target).Any(static mention => Ops.Use(mention) is IReturnOperation);
}
