using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Lists that are walked through by code which puts each item in once more: a subscription that is made again after a
/// reconnection is noted again, too.
/// </summary>
internal static class ReaddedItems
{
    public static bool Are(TypeWorld world, TrackedCollection collection, CollectionUse growth)
    {
        if (CollectionTypes.IsKeyed(collection.Type) || growth.Body.Method is not { } method)
            return false;
        foreach (var use in collection.Uses)
            if (use.Kind is UseKind.Enumerate or UseKind.Read && Walk(use) is { } walk)
                foreach (var operation in walk.Body.Descendants())
                    if (ReferenceEquals(operation, growth.Place)
                        || (operation is IInvocationOperation call && GivesItem(call, walk)
                            && SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method)))
                        return true;
        return false;
    }

    /// <summary>The loop over the collection, or over a copy of it.</summary>
    private static IForEachLoopOperation? Walk(CollectionUse use)
    {
        for (var outer = use.Place; outer is not null and not IBlockOperation; outer = outer.Parent)
            if (outer is IForEachLoopOperation walk)
                return Ops.Contains(walk.Collection, use.Place) || ReferenceEquals(walk, use.Place) ? walk : null;
        return null;
    }

    private static bool GivesItem(IInvocationOperation call, IForEachLoopOperation walk)
    {
        foreach (var argument in call.Arguments)
            foreach (var operation in argument.Descendants())
                if (operation is ILocalReferenceOperation local
                    && walk.Locals.Contains(local.Local, SymbolEqualityComparer.Default))
                    return true;
        return false;
    }
}
