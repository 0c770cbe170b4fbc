using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Two indexes of the same items: what goes into one goes into the other, and a removal takes it out of one alone.
/// </summary>
internal static class PairedIndexes
{
    /// <summary>Another index gets every item that this one gets, and gives items up; this one keeps them.</summary>
    public static bool IsForgotten(TypeWorld world, TrackedCollection index)
    {
        if (index.IsInner)
            return IsInnerForgotten(world, index);
        if (!CollectionTypes.IsKeyed(index.Type))
            return IsLeftOrder(world, index);
        if (!IsIndex(index) || index.Any(UseKind.Shrink))
            return false;
        foreach (var other in TrackedCollection.In(world))
            if ((AreTwins(index, other) && Removal(other) is not null) || IsOrder(index, other))
                return true;
        return false;
    }

    /// <summary>
    /// Sets or lists behind the keys of a map get every item, or its key, that another index gets, and only that gives items up.
    /// </summary>
    private static bool IsInnerForgotten(TypeWorld world, TrackedCollection inner)
    {
        if (inner.Any(UseKind.Shrink) || inner.Any(UseKind.Escape) || inner.Any(UseKind.BoundCheck))
            return false;
        foreach (var other in TrackedCollection.In(world))
            if (IsIndex(other) && !SymbolEqualityComparer.Default.Equals(other.Member, inner.Member) && Removal(other) is not null)
                foreach (var put in inner.Uses)
                    if (put.Kind == UseKind.Grow && other.Uses.Exists(use => use.Kind == UseKind.Grow
                        && ReferenceEquals(Ops.FunctionRoot(use.Place), Ops.FunctionRoot(put.Place))
                        && (IsSame(use.Value, put.Value) || IsSame(use.Key, put.Value))))
                        return true;
        return false;
    }

    /// <summary>The order in which an index got its keys, of which nothing goes when the index is cut.</summary>
    private static bool IsLeftOrder(TypeWorld world, TrackedCollection order)
    {
        if (order.IsOdd || order.Uses.Exists(static use => use.Kind is UseKind.Shrink or UseKind.Replace or UseKind.Escape
            or UseKind.BoundCheck))
            return false;
        foreach (var index in TrackedCollection.In(world))
            if (!index.IsInner && CollectionTypes.IsKeyed(index.Type) && index.Any(UseKind.BoundCheck) && index.Any(UseKind.Shrink)
                && SymbolEqualityComparer.Default.Equals(index.Member.ContainingType, order.Member.ContainingType)
                && order.Uses.TrueForAll(use => use.Kind != UseKind.Grow || IsPutToo(order, index, use)))
                return true;
        return false;
    }

    /// <summary>A queue or list of the same keys that is cut when it gets long: what it loses was to go from the index, too.</summary>
    private static bool IsOrder(TrackedCollection index, TrackedCollection other)
    {
        if (CollectionTypes.IsKeyed(other.Type) || other.IsInner || other.IsOdd || other.Any(UseKind.Escape)
            || !other.Any(UseKind.BoundCheck) || !other.Any(UseKind.Shrink)
            || !SymbolEqualityComparer.Default.Equals(index.Member.ContainingType, other.Member.ContainingType))
            return false;
        foreach (var use in index.Uses)
            if (use.Kind == UseKind.Grow && !IsPutToo(index, other, use))
                return false;
        return index.Any(UseKind.Grow);
    }

    /// <summary>
    /// Removals from another index that leave the item in this one, although other removals take it out of both.
    /// </summary>
    public static IEnumerable<(IOperation Place, ISymbol Kept)> Forgotten(TypeWorld world, TrackedCollection index)
    {
        if (!IsIndex(index) || !CollectionTypes.IsMap(index.Type) || Removal(index) is null)
            yield break;
        foreach (var other in TrackedCollection.In(world))
        {
            if (!AreTwins(index, other) || AreMoreThanOne(index, other) || !CollectionTypes.IsMap(other.Type)
                || !SymbolEqualityComparer.Default.Equals(CollectionTypes.Kept(index.Type), CollectionTypes.Kept(other.Type)))
                continue;
            foreach (var use in other.Uses)
                if (IsRemoval(use) && !TakesNear(world, index, use) && !PutsNear(other, use))
                    yield return (use.Place, index.Member);
        }
    }

    /// <summary>Where an item goes from both, a loop looks for its keys in the other one: it may have many there, or none.</summary>
    private static bool AreMoreThanOne(TrackedCollection index, TrackedCollection other) => other.Uses.Exists(use => IsRemoval(use)
        && Ops.Loop(use.Place) is not null && index.Uses.Exists(removal => IsRemoval(removal) && Ops.Loop(removal.Place) is null
            && ReferenceEquals(removal.Body, use.Body)));

    private static bool IsIndex(TrackedCollection collection) =>
        !collection.IsInner && CollectionTypes.IsKeyed(collection.Type) && !collection.Any(UseKind.Escape)
            && !collection.Any(UseKind.Replace) && !collection.Any(UseKind.BoundCheck);

    private static bool AreTwins(TrackedCollection index, TrackedCollection other)
    {
        if (ReferenceEquals(index, other) || !IsIndex(other)
            || SymbolEqualityComparer.Default.Equals(index.Member, other.Member)
            || !SymbolEqualityComparer.Default.Equals(index.Member.ContainingType, other.Member.ContainingType))
            return false;
        var any = false;
        foreach (var use in index.Uses)
        {
            if (use.Kind != UseKind.Grow)
                continue;
            if (!IsPutToo(index, other, use))
                return false;
            any = true;
        }
        return any;
    }

    /// <summary>The same function puts the same value, or the same key, into the other one.</summary>
    private static bool IsPutToo(TrackedCollection index, TrackedCollection other, CollectionUse growth)
    {
        foreach (var use in other.Uses)
            if (use.Kind == UseKind.Grow && ReferenceEquals(Ops.FunctionRoot(use.Place), Ops.FunctionRoot(growth.Place))
                && (IsSame(use.Value, growth.Value) || IsSame(use.Key, growth.Key)) && !IsPutWhenFound(index, use, growth)
                && !IsInstead(use.Place, growth.Place) && !IsInstead(growth.Place, use.Place))
                return true;
        return false;
    }

    /// <summary>
    /// The first is asked for the value before, and the other gets it either way: a memory of what others share, no index of them.
    /// </summary>
    private static bool IsPutWhenFound(TrackedCollection index, CollectionUse other, CollectionUse growth)
    {
        if (Ops.Symbol(growth.Value) is not ILocalSymbol value || Ops.Ancestor<IConditionalOperation>(growth.Place) is not { } branch
            || Ops.Contains(branch, other.Place))
            return false;
        foreach (var use in index.Uses)
            if (use.Kind == UseKind.Read && use.Place is IInvocationOperation { TargetMethod.Name: "TryGetValue" } look
                && Ops.Contains(branch.Condition, look)
                && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.ArgumentAt(look, 1)), value))
                return true;
        return false;
    }

    /// <summary>One branch puts into the first, the other into the second: an item is in one of them.</summary>
    public static bool IsInstead(IOperation left, IOperation right)
    {
        var child = left;
        for (var outer = left.Parent; outer is not null && !Ops.Contains(child, right); child = outer, outer = outer.Parent)
            if (outer is IConditionalOperation branch && !ReferenceEquals(branch.Condition, child))
                if (Ops.Contains(branch, right) ? !Ops.Contains(branch.Condition, right) : Leaves(child))
                    return true;
        return false;
    }

    private static bool Leaves(IOperation arm) => (arm is IBlockOperation { Operations: { Length: > 0 } steps }
        ? steps[steps.Length - 1] : arm) is IReturnOperation or IThrowOperation or IBranchOperation
            or IExpressionStatementOperation { Operation: IThrowOperation };

    private static bool IsSame(IOperation? left,
        IOperation? right) => Ops.Symbol(left) is ILocalSymbol or IParameterSymbol
        && SymbolEqualityComparer.Default.Equals(Ops.Symbol(left), Ops.Symbol(right));

    private static CollectionUse? Removal(TrackedCollection collection)
    {
        foreach (var use in collection.Uses)
            if (IsRemoval(use))
                return use;
        return null;
    }

    private static bool IsRemoval(CollectionUse use) => use is
    {
        Kind: UseKind.Shrink,
        Place: IInvocationOperation { TargetMethod.Name: "Remove" or "TryRemove" }
    };

    /// <summary>
    /// The function of a removal, one that it calls, or one that calls it, takes out of this one too.
    /// </summary>
    private static bool TakesNear(TypeWorld world, TrackedCollection index, CollectionUse removal)
    {
        foreach (var use in index.Uses)
        {
            if (use.Kind != UseKind.Shrink)
                continue;
            if (ReferenceEquals(use.Body, removal.Body) || Calls(removal.Body, use.Body)
                || Calls(use.Body, removal.Body)
                || SharesCaller(world, removal.Body, use.Body))
                return true;
        }
        return false;
    }

    private static bool PutsNear(TrackedCollection other, CollectionUse removal)
    {
        foreach (var use in other.Uses)
            if (use.Kind == UseKind.Grow && ReferenceEquals(use.Body, removal.Body))
                return true;
        return false;
    }

    private static bool SharesCaller(TypeWorld world, Body left, Body right)
    {
        if (left.Method is { } method)
            foreach (var (_, caller) in world.CallersOf(method))
                if (Calls(caller, right))
                    return true;
        return false;
    }

    private static bool Calls(Body caller, Body called)
    {
        if (called.Method is { } method)
            foreach (var call in caller.Calls)
                if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method))
                    return true;
        return false;
    }
}
