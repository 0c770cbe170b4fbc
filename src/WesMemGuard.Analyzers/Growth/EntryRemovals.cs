using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>What takes entries out of one collection: directly, or by a call of the type's own code.</summary>
internal static class EntryRemovals
{
    /// <summary>Asks an operation of a body whether it takes something out.</summary>
    public static Func<IOperation, bool> Of(TypeWorld world, TrackedCollection collection, Body body)
    {
        var places = new HashSet<IOperation>();
        foreach (var use in collection.Uses)
            if (use.Kind is UseKind.Shrink or UseKind.Replace)
                places.Add(use.Place);
        return operation => places.Contains(operation) || (operation is IInvocationOperation call
            && world.Owns(call.TargetMethod.ContainingType) && By(world, collection, call.TargetMethod, body));
    }

    /// <summary>A method of the type takes something out, itself or by one more call.</summary>
    public static bool By(TypeWorld world, TrackedCollection collection, IMethodSymbol method, Body body, int hops = 0)
    {
        if (FunctionRoots.Of(world, method, body) is not { } target)
            return false;
        foreach (var use in collection.Uses)
            if (use.Kind is UseKind.Shrink or UseKind.Replace && Ops.Contains(target.Code, use.Place))
                return true;
        if (hops >= 1)
            return false;
        foreach (var call in target.Code.Descendants())
            if (call is IInvocationOperation inner && By(world, collection, inner.TargetMethod, target.Body, hops + 1))
                return true;
        return false;
    }
}
