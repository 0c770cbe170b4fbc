using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Comparisons of a collection's count: those that keep it from growing, and those that only tell of it.</summary>
internal static class CountChecks
{
    /// <summary>Some comparison may keep the collection from growing.</summary>
    public static bool Bound(TypeWorld world, TrackedCollection collection)
    {
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.BoundCheck && !DecidesNothing(world, collection, use))
                return true;
        return false;
    }

    private static bool DecidesNothing(TypeWorld world, TrackedCollection collection, CollectionUse check)
    {
        if (Asking(check.Place) is not { } branch)
            return false;
        if (IsEquality(check.Place))
            return SkippedTrims.ComesInMany(collection) && collection.Uses.Exists(use => use.Kind == UseKind.Shrink
                && Ops.Contains(branch, use.Place) && SkippedTrims.IsJumpedOver(collection, use));
        if (FollowsGrowth(world, collection, check))
            return true;
        return (OnlyReports(branch.WhenTrue) && OnlyReports(branch.WhenFalse)) || OnlyTells(world, collection, check, branch)
            || (IsOfReader(world, collection, check) && !Takes(world, collection, check.Body, branch));
    }

    /// <summary>
    /// Asked behind the growth, to decide of a removal that isn't reached when it fails: by then the item is in.
    /// </summary>
    private static bool FollowsGrowth(TypeWorld world, TrackedCollection collection, CollectionUse check)
    {
        var idle = false;
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Grow && !(ReferenceEquals(Ops.FunctionRoot(use.Place), Ops.FunctionRoot(check.Place))
                && use.Place.Syntax.Span.End < check.Place.Syntax.SpanStart && Ops.Ancestor<IConditionalOperation>(use.Place) is null))
                return false;
            else if (use.Kind is UseKind.Shrink)
                if (SkippedTrims.Are(world, collection, use) && ReferenceEquals(use.Body, check.Body))
                    idle = true;
                else if (!IdleRemovals.Contain(world, collection, use))
                    return false;
        return idle;
    }

    /// <summary>The branch of whose condition it is a part; null where it is kept, answered or handed on.</summary>
    private static IConditionalOperation? Asking(IOperation place)
    {
        var child = place;
        for (var outer = place.Parent; outer is not null; child = outer, outer = outer.Parent)
            switch (outer)
            {
                case IConditionalOperation branch:
                    return ReferenceEquals(branch.Condition, child) ? branch : null;
                case IBinaryOperation or IUnaryOperation or IConversionOperation or IParenthesizedOperation or IIsPatternOperation:
                    break;
                default:
                    return null;
            }
        return null;
    }

    private static bool IsEquality(IOperation place) => Ops.Parent(place, out _) is IBinaryOperation
    {
        OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
    };

    /// <summary>
    /// Asked behind all growth, of a branch that neither leaves, waits, sets anything nor calls code of the type: it can't lower the
    /// count of a collection that is seen whole.
    /// </summary>
    private static bool OnlyTells(TypeWorld world, TrackedCollection collection, CollectionUse check, IConditionalOperation branch)
    {
        foreach (var use in collection.Uses)
            if (use.Kind is UseKind.Grow && ReferenceEquals(Ops.FunctionRoot(use.Place), Ops.FunctionRoot(check.Place))
                && use.Place.Syntax.SpanStart > check.Place.Syntax.SpanStart)
                return false;
        foreach (var operation in branch.Descendants())
            if (operation is IThrowOperation or IReturnOperation or IBranchOperation or IInvalidOperation or IAwaitOperation
                or IDynamicInvocationOperation or IAssignmentOperation { Target: not ILocalReferenceOperation }
                || (operation is IInvocationOperation call && (world.Owns(call.TargetMethod.ContainingType)
                    || call.TargetMethod.MethodKind == MethodKind.LocalFunction)))
                return false;
        return true;
    }

    /// <summary>Writes to a log, to the console or to a diagnostic source, and does nothing else.</summary>
    private static bool OnlyReports(IOperation? arm)
    {
        if (arm is null)
            return true;
        foreach (var operation in arm.DescendantsAndSelf())
            if (operation is IThrowOperation or IReturnOperation or IBranchOperation or IAssignmentOperation or IInvalidOperation
                or IIncrementOrDecrementOperation or IDynamicInvocationOperation or IEventAssignmentOperation
                || (operation is IInvocationOperation call && !IsReport(call)))
                return false;
        return true;
    }

    private static bool IsReport(IInvocationOperation call)
    {
        var owner = TypeName.Of(call.TargetMethod.ContainingType);
        return owner.StartsWith("Microsoft.Extensions.Logging.", StringComparison.Ordinal)
            || owner.StartsWith("System.Diagnostics.", StringComparison.Ordinal)
            || owner is "System.Console" or "System.String" or "System.Object" or "System.IO.TextWriter";
    }

    /// <summary>
    /// Stands in a method that looks at the collection for somebody else: it changes nothing, returns no flag, and
    /// what puts in doesn't call it.
    /// </summary>
    private static bool IsOfReader(TypeWorld world, TrackedCollection collection, CollectionUse check)
    {
        if (check.Body.Method is not { MethodKind: MethodKind.Ordinary } method || Ops.Function(check.Place) is not null
            || Tasks.Result(method.ReturnType)?.SpecialType == SpecialType.System_Boolean)
            return false;
        foreach (var use in collection.Uses)
            if (use.Kind is UseKind.Grow or UseKind.Shrink or UseKind.Replace
                && (ReferenceEquals(use.Body, check.Body) || use.Body.Invokes(method.OriginalDefinition)))
                return false;
        return true;
    }

    private static bool Takes(TypeWorld world, TrackedCollection collection, Body body, IConditionalOperation branch)
    {
        var takes = EntryRemovals.Of(world, collection, body);
        foreach (var operation in branch.Descendants())
            if (takes(operation) || operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke })
                return true;
        return false;
    }
}
