using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Removals of the newest alone, when something is to be undone: what is never undone stays.</summary>
internal static class RolledBack
{
    /// <summary>
    /// A loop takes the last one while its number lies beyond the one that the caller gives; other code, which takes none, puts in one
    /// with a number that it is given.
    /// </summary>
    public static bool Are(TypeWorld world, TrackedCollection collection, CollectionUse removal) => IsOfLast(removal)
        && While(removal.Place) is { Condition: { } condition }
        && removal.Body.Method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: not Accessibility.Private }
        && condition.DescendantsAndSelf().Any(IsBeyond) && collection.Uses.TrueForAll(use => use.Kind != UseKind.Grow
            || (use.Body.Method is { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 } method
                && method.DeclaredAccessibility != Accessibility.Private
                && !use.Body.Root.Descendants().Any(EntryRemovals.Of(world, collection, use.Body))));

    /// <summary>
    /// In an endless loop that puts one in at each turn, some turns take one out instead, by a key of another kind: no turn does both.
    /// </summary>
    public static bool AreInstead(TypeWorld world, TrackedCollection collection, CollectionUse removal)
    {
        if (removal.Place is not IInvocationOperation { TargetMethod.Name: "Remove" or "TryRemove" }
            || Ops.Loop(removal.Place) is IForEachLoopOperation)
            return false;
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Grow && EndlessLoops.Around(use.Place) is { } loop
                && Places(world, removal, use).All(place => IsInstead(loop, place, use.Place)))
                return true;
        return false;
    }

    /// <summary>The removal itself, or the calls of the private method that does it, where the entries are put in.</summary>
    private static List<IOperation> Places(TypeWorld world, CollectionUse removal, CollectionUse growth)
    {
        if (ReferenceEquals(removal.Body, growth.Body))
            return [removal.Place];
        var places = new List<IOperation>();
        if (removal.Body.Method is { DeclaredAccessibility: Accessibility.Private } method && Ops.Loop(removal.Place) is null)
            foreach (var (call, caller) in world.CallersOf(method))
                places.Add(ReferenceEquals(caller, growth.Body) ? call : growth.Place);
        return places.Count > 0 ? places : [growth.Place];
    }

    private static bool IsInstead(IOperation loop, IOperation place, IOperation growth)
    {
        if (ReferenceEquals(place, growth) || !Ops.Contains(loop, place) || !ReferenceEquals(Ops.Loop(place), loop))
            return false;
        for (var branch = Ops.Ancestor<IConditionalOperation>(place); branch is not null && Ops.Contains(loop, branch);
            branch = Ops.Ancestor<IConditionalOperation>(branch))
            if (branch.WhenTrue is { } arm && Ops.Contains(arm, place) && !Ops.Contains(branch, growth)
                && branch.Syntax.Span.End <= growth.Syntax.SpanStart && arm is IBlockOperation { Operations: { Length: > 0 } steps }
                && steps[steps.Length - 1] is IBranchOperation { BranchKind: BranchKind.Continue })
                return true;
        return false;
    }

    private static IWhileLoopOperation? While(IOperation place)
    {
        var loop = Ops.Loop(place);
        while (loop is IForEachLoopOperation walk && Ops.Contains(walk.Collection, place))
            loop = Ops.Loop(loop);
        return loop as IWhileLoopOperation;
    }

    private static bool IsOfLast(CollectionUse removal) => removal.Place is IInvocationOperation { TargetMethod.Name: var name } call
        && (name is "Pop" or "TryPop" or "RemoveLast" || (name == "RemoveAt" && Ops.Bare(Ops.ArgumentAt(call, 0)) is IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.Subtract,
            LeftOperand: IPropertyReferenceOperation { Property.Name: "Count" }
        }));

    private static bool IsBeyond(IOperation part) => part is IBinaryOperation
    {
        OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual,
        LeftOperand: var last,
        RightOperand: var given
    } && Ops.Bare(last) is IMemberReferenceOperation { Instance: not (null or IInstanceReferenceOperation) }
        && Ops.Bare(given) is IParameterReferenceOperation
        {
            Parameter.Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64
        };
}
