using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Lists whose places are emptied and given out again before one is added: as long as the most that was ever in use at one time.
/// </summary>
internal static class ReusedSlots
{
    public static bool Are(TrackedCollection list)
    {
        if (list.IsOdd || list.IsInner || CollectionTypes.IsKeyed(list.Type) || !list.Uses.Exists(IsEmptied))
            return false;
        foreach (var use in list.Uses)
            if (use.Kind == UseKind.Grow && !list.Uses.Exists(other => FillsInstead(other, use)))
                return false;
        return true;
    }

    /// <summary>Nothing is put where something was.</summary>
    private static bool IsEmptied(CollectionUse use) => Put(use) is { } put && IsNothing(put.Value);

    /// <summary>
    /// The same function puts it into a place that a collection of free ones gave, and leaves before the list grows.
    /// </summary>
    private static bool FillsInstead(CollectionUse other, CollectionUse growth) =>
        Put(other) is { } put && !IsNothing(put.Value) && ReferenceEquals(other.Body, growth.Body)
        && PairedIndexes.IsInstead(put, growth.Place) && Ops.Symbol(other.Key) is ILocalSymbol place && IsGivenOut(place, other.Body);

    private static bool IsGivenOut(ILocalSymbol place, Body body)
    {
        foreach (var call in body.Calls)
            if (call.TargetMethod.Name is "TryPop" or "TryDequeue" or "TryTake" or "Pop" or "Dequeue" or "Take"
                && CollectionTypes.Contains(Ops.Receiver(call)?.Type)
                && (SymbolEqualityComparer.Default.Equals(Destination.Of(call).Symbol, place)
                    || call.Arguments.Any(given => SymbolEqualityComparer.Default.Equals(Ops.Symbol(given.Value), place))))
                return true;
        return false;
    }

    private static ISimpleAssignmentOperation? Put(CollectionUse use) =>
        use.Kind == UseKind.Read && use.Place is IPropertyReferenceOperation { Property.IsIndexer: true } place
        && Ops.Parent(place, out var child) is ISimpleAssignmentOperation put && ReferenceEquals(put.Target, child) ? put : null;

    private static bool IsNothing(IOperation value) =>
        Ops.Bare(value) is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } };
}
