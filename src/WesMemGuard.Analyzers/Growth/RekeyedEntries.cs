using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Entries kept under a number that their object tells, which gets another one and is put in anew: the old place stays, and
/// removals ask for the last number alone.
/// </summary>
internal static class RekeyedEntries
{
    public static bool Are(TypeWorld world, TrackedCollection map, CollectionUse removal)
    {
        if (!CollectionTypes.IsMap(map.Type) || map.IsInner
            || removal.Place is not IInvocationOperation { TargetMethod.Name: "Remove" or "TryRemove" } taking
            || Ops.Bare(Ops.ArgumentAt(taking, 0)) is not IMemberReferenceOperation { Member: var asked, Instance: { } })
            return false;
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Grow && Ops.Bare(use.Key) is IMemberReferenceOperation { Member: var told, Instance: { } holder }
                && SymbolEqualityComparer.Default.Equals(told, asked) && Ops.Symbol(holder) is IParameterSymbol entry
                && IsSetBefore(use, told, entry) && !IsTakenBefore(world, map, use))
                return true;
        return false;
    }

    private static bool IsSetBefore(CollectionUse growth, ISymbol told, ISymbol entry)
    {
        foreach (var mention in growth.Body.ReferencesTo(entry))
            if (Ops.Parent(mention, out _) is IMemberReferenceOperation { Member: var set } place
                && SymbolEqualityComparer.Default.Equals(set, told) && place.Syntax.SpanStart < growth.Place.Syntax.SpanStart
                && Ops.Parent(place, out var child) is IAssignmentOperation put && ReferenceEquals(put.Target, child))
                return true;
        return false;
    }

    private static bool IsTakenBefore(TypeWorld world, TrackedCollection map, CollectionUse growth)
    {
        var takes = EntryRemovals.Of(world, map, growth.Body);
        if (growth.Body.Root.Descendants().Any(takes))
            return true;
        if (growth.Body.Method is { } method)
            foreach (var (_, caller) in world.CallersOf(method))
                if (caller.Root.Descendants().Any(EntryRemovals.Of(world, map, caller)))
                    return true;
        return false;
    }
}
