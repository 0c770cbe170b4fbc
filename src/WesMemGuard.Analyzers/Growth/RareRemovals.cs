using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Removals of one entry at each nth turn only, where every turn adds one.</summary>
internal static class RareRemovals
{
    public static bool Are(TypeWorld world, TrackedCollection collection, CollectionUse removal)
    {
        if (Ops.Loop(removal.Place) is not null || removal.Place is not IInvocationOperation { TargetMethod.Name: var name }
            || name is not ("Remove" or "TryRemove" or "RemoveAt" or "Dequeue" or "TryDequeue" or "RemoveFirst" or "RemoveLast"
                or "Pop" or "TryPop"))
            return false;
        if (IsRare(removal.Place, collection))
            return true;
        if (removal.Body.Method is not { DeclaredAccessibility: Accessibility.Private } method || Ops.Function(removal.Place) is not null)
            return false;
        var callers = world.CallersOf(method);
        foreach (var (call, _) in callers)
            if (Ops.Loop(call) is not null || !IsRare(call, collection))
                return false;
        return callers.Count > 0;
    }

    /// <summary>Behind <c>number % 1000 == 0</c>, with no growth of the collection there.</summary>
    private static bool IsRare(IOperation place, TrackedCollection collection)
    {
        var child = place;
        for (var outer = place.Parent; outer is not null; child = outer, outer = outer.Parent)
            if (outer is IConditionalOperation branch && !ReferenceEquals(branch.Condition, child) && Counts(branch.Condition)
                && !collection.Uses.Exists(use => use.Kind == UseKind.Grow && Ops.Contains(child, use.Place)))
                return true;
        return false;
    }

    private static bool Counts(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
            if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder, RightOperand: var every }
                && every.ConstantValue is { HasValue: true, Value: not (0 or 1) })
                return true;
        return false;
    }
}
