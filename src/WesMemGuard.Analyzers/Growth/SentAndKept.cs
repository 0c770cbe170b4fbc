using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Entries under a number that is made for the call, which stay when the sending after it fails: only a peer that got it can
/// name them, and nobody looks through them.
/// </summary>
internal static class SentAndKept
{
    public static bool Are(TypeWorld world, TrackedCollection collection, CollectionUse growth)
    {
        if (collection.IsInner || collection.IsOdd || collection.IsOwnList || !CollectionTypes.IsMap(collection.Type)
            || !IsMadeHere(growth))
            return false;
        var function = Ops.FunctionRoot(growth.Place);
        var any = false;
        foreach (var use in collection.Uses)
            switch (use.Kind)
            {
                case UseKind.Enumerate or UseKind.Escape or UseKind.Shown or UseKind.BoundCheck or UseKind.Replace:
                case UseKind.Read when use.Place is IPropertyReferenceOperation { Property.Name: "Values" or "Keys" or "First" }:
                    return false;
                case UseKind.Shrink:
                    if (ReferenceEquals(Ops.FunctionRoot(use.Place), function) || !IsByGivenKey(use))
                        return false;
                    any = true;
                    break;
                default:
                    break;
            }
        return any && UncoveredWait.Follows(function, growth.Place, EntryRemovals.Of(world, collection, growth.Body));
    }

    /// <summary>The key comes from a count of the object's own or is a new one, by way of a local or of the entry itself.</summary>
    private static bool IsMadeHere(CollectionUse growth)
    {
        if (FreshKeys.Contain(growth))
            return true;
        if (Ops.Bare(growth.Key) is IMemberReferenceOperation { Instance: ILocalReferenceOperation { Local: var entry } })
            foreach (var mention in growth.Body.ReferencesTo(entry))
                if (Ops.Parent(mention, out var child) is ISimpleAssignmentOperation put && ReferenceEquals(put.Target, child)
                    && FreshKeys.IsFresh(put.Value))
                    return true;
        if (Ops.Symbol(growth.Key) is ILocalSymbol key)
            foreach (var mention in growth.Body.ReferencesTo(key))
                if (Ops.Parent(mention, out var child) is ISimpleAssignmentOperation put && ReferenceEquals(put.Target, child)
                    && FreshKeys.IsFresh(put.Value))
                    return true;
        return false;
    }

    private static bool IsByGivenKey(CollectionUse removal) =>
        removal.Place is IInvocationOperation { TargetMethod: { Name: "Remove" or "TryRemove", Parameters.Length: > 0 } } taking
        && Ops.ArgumentAt(taking, taking.Instance is null ? 1 : 0) is { } key
        && key.DescendantsAndSelf().Any(static part => part is IParameterReferenceOperation or ILocalReferenceOperation)
        && Ops.Loop(removal.Place) is null;
}
