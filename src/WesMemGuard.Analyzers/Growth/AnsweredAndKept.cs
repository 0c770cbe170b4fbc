using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Waiters that one kind of answer ends without taking them out, while another kind does: an error leaves its entry.
/// </summary>
internal static class AnsweredAndKept
{
    /// <summary>
    /// The places that put waiters in, where some function finds one by its key, ends it, and leaves the entry.
    /// </summary>
    public static IEnumerable<IOperation> Of(TypeWorld world, TrackedCollection collection)
    {
        if (!CollectionTypes.IsMap(collection.Type) || collection.IsInner || collection.Any(UseKind.Escape) || Sweeps.Exist(collection))
            yield break;
        var isLeft = Waiters.IsWaiter(CollectionTypes.Kept(collection.Type)) && IsLeft(world, collection);
        if (!isLeft && !IsLeftBefore(collection))
            yield break;
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Grow && (isLeft || FreshKeys.Contain(use)) && !BoundedKeys.Contains(use.Key, world.Scope)
                && !IsTakenOut(world, collection, use))
                yield return use.Place;
    }

    private static bool IsLeft(TypeWorld world, TrackedCollection collection)
    {
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Read && use.Place is IInvocationOperation { TargetMethod.Name: "TryGetValue" } look
                && Ops.Symbol(Ops.ArgumentAt(look, 1)) is ILocalSymbol waiter && Ending(look, waiter, use.Body) is { } end
                && Stays(world, collection, use, end))
                return true;
        return false;
    }

    /// <summary>
    /// The only code that takes out leaves before, in a branch that knows the entry's key: its answer is of another kind.
    /// </summary>
    private static bool IsLeftBefore(TrackedCollection collection)
    {
        var left = false;
        foreach (var use in collection.Uses)
        {
            if (use.Kind is UseKind.Replace)
                return false;
            if (use.Kind != UseKind.Shrink || use.Place is IInvocationOperation { TargetMethod.Name: "Clear" })
                continue;
            if (left || use.Place is not IInvocationOperation { TargetMethod.Name: "Remove" or "TryRemove" } taking
                || Ops.Symbol(Ops.ArgumentAt(taking, 0)) is not ILocalSymbol key || !IsLeftWith(key, use))
                return false;
            left = true;
        }
        return left;
    }

    private static bool IsLeftWith(ILocalSymbol key, CollectionUse removal)
    {
        foreach (var operation in Ops.FunctionRoot(removal.Place).Descendants())
            if (operation is IConditionalOperation { WhenFalse: null, WhenTrue: IBlockOperation { Operations: { Length: > 1 } steps } arm }
                && operation.Syntax.Span.End < removal.Place.Syntax.SpanStart && steps[steps.Length - 1] is IReturnOperation
                && arm.Descendants().Any(mention => SymbolEqualityComparer.Default.Equals(Ops.Symbol(mention), key)))
                return true;
        return false;
    }

    /// <summary>Whoever put the entry in takes it out, too, or so does its caller.</summary>
    private static bool IsTakenOut(TypeWorld world, TrackedCollection collection, CollectionUse growth)
    {
        if (growth.Body.Root.Descendants().Any(EntryRemovals.Of(world, collection, growth.Body)))
            return true;
        if (growth.Body.Method is { } method)
            foreach (var (_, caller) in world.CallersOf(method))
                if (caller.Root.Descendants().Any(EntryRemovals.Of(world, collection, caller)))
                    return true;
        return false;
    }

    private static IOperation? Ending(IInvocationOperation look, ILocalSymbol waiter, Body body)
    {
        foreach (var mention in body.ReferencesTo(waiter))
        {
            var use = Ops.Use(mention);
            while (use is IMemberReferenceOperation and not IMethodReferenceOperation)
                use = Ops.Use(use);
            if (use is IInvocationOperation { TargetMethod: { ContainingType.Name: "TaskCompletionSource", Name: var name } }
                && (name.StartsWith("Set", StringComparison.Ordinal) || name.StartsWith("TrySet", StringComparison.Ordinal))
                && ReferenceEquals(Ops.FunctionRoot(mention), Ops.FunctionRoot(look)))
                return use;
        }
        return null;
    }

    private static bool Stays(TypeWorld world, TrackedCollection collection, CollectionUse look, IOperation end)
    {
        var takes = EntryRemovals.Of(world, collection, look.Body);
        var function = Ops.FunctionRoot(end);
        foreach (var operation in function.Descendants())
            if (operation.Syntax.SpanStart >= look.Place.Syntax.SpanStart && operation.Syntax.SpanStart < end.Syntax.SpanStart
                && takes(operation))
                return false;
        if (look.Body.Method is { } method)
            foreach (var (_, caller) in world.CallersOf(method))
                if (caller.Root.Descendants().Any(EntryRemovals.Of(world, collection, caller)))
                    return false;
        foreach (var (kind, _) in ObligationWalk.Leaks(function, end, null, takes, failures: false))
            if (kind == LeakKind.Exit)
                return true;
        return false;
    }
}
