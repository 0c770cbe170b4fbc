using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Walks through the entries that compare with the clock the wrong way: the young ones go, the old ones stay.</summary>
internal static class YoungestFirst
{
    public static bool Are(TrackedCollection collection, CollectionUse removal)
    {
        if (removal.Place is not IInvocationOperation call)
            return false;
        if (call.TargetMethod.Name is "RemoveAll" or "RemoveWhere")
            return Answered(call) is { } answer && Keeps(answer, removal.Body, isAsked: true);
        if (Ops.Loop(call) is not IForEachLoopOperation walk || !IsOf(walk, collection))
            return false;
        var child = removal.Place;
        for (var outer = child.Parent; outer is not null && !ReferenceEquals(outer, walk); child = outer, outer = outer.Parent)
            if (outer is IConditionalOperation branch && !ReferenceEquals(branch.Condition, child)
                && Keeps(branch.Condition, removal.Body, ReferenceEquals(branch.WhenTrue, child)))
                return true;
        return Skips(walk, removal);
    }

    /// <summary>A branch before goes on with the next entry.</summary>
    private static bool Skips(IForEachLoopOperation walk, CollectionUse removal)
    {
        foreach (var operation in walk.Body.Descendants())
            if (operation is IConditionalOperation { WhenFalse: null, WhenTrue: { } arm } branch
                && branch.Syntax.Span.End <= removal.Place.Syntax.SpanStart
                && arm.DescendantsAndSelf().Any(static part => part is IBranchOperation { BranchKind: BranchKind.Continue })
                && Keeps(branch.Condition, removal.Body, isAsked: false))
                return true;
        return false;
    }

    private static bool IsOf(IForEachLoopOperation walk, TrackedCollection collection)
    {
        foreach (var part in walk.Collection.DescendantsAndSelf())
            if (SymbolEqualityComparer.Default.Equals(Ops.Symbol(part), collection.Member))
                return true;
        return false;
    }

    /// <summary>What the function that is asked of each entry returns.</summary>
    private static IOperation? Answered(IInvocationOperation call)
    {
        foreach (var part in call.Descendants())
            if (part is IAnonymousFunctionOperation { Body.Operations: { Length: 1 } steps } && steps[0] is IReturnOperation answer)
                return answer.ReturnedValue;
        return null;
    }

    /// <summary>The condition holds for a late time of the entry, and not for an early one.</summary>
    private static bool Keeps(IOperation condition, Body body, bool isAsked)
    {
        if (Ops.Bare(condition) is not IBinaryOperation comparison)
            return false;
        var sign = comparison.OperatorKind switch
        {
            BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual => 1,
            BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual => -1,
            _ => 0,
        };
        var late = Sign(comparison.LeftOperand, body, out var leftNow) - Sign(comparison.RightOperand, body, out var rightNow);
        return (leftNow || rightNow) && sign * late * (isAsked ? 1 : -1) > 0;
    }

    /// <summary>1 where a later time of the entry makes the value greater, -1 where it makes it smaller, 0 where there is none.</summary>
    private static int Sign(IOperation? value, Body body, out bool isOfNow)
    {
        isOfNow = false;
        switch (Ops.Bare(value))
        {
            case { } now when Clock.IsNow(now) || Clock.IsTicks(now):
                isOfNow = true;
                return 0;
            case ILocalReferenceOperation { Local: var local } when body.InitialOf(local) is { } initial:
                return Sign(initial, body, out isOfNow);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract or BinaryOperatorKind.Add } sum:
                var left = Sign(sum.LeftOperand, body, out var leftNow);
                var right = Sign(sum.RightOperand, body, out var rightNow);
                isOfNow = leftNow || rightNow;
                return sum.OperatorKind == BinaryOperatorKind.Subtract ? left - right : left + right;
            case IInvocationOperation { Instance: { } start, TargetMethod.Name: var name }
                when name.StartsWith("Add", StringComparison.Ordinal) && IsTime(start.Type):
                return Sign(start, body, out isOfNow);
            case IMemberReferenceOperation { Instance: { } entry, Type: var type } when IsTime(type) && IsOfEntry(entry):
                return 1;
            default:
                return 0;
        }
    }

    private static bool IsOfEntry(IOperation instance)
    {
        var root = Ops.Bare(instance);
        while (root is IMemberReferenceOperation { Instance: { } inner })
            root = Ops.Bare(inner);
        return root is ILocalReferenceOperation or IParameterReferenceOperation;
    }

    private static bool IsTime(ITypeSymbol? type) => type is { Name: "DateTime" or "DateTimeOffset" }
        or { SpecialType: SpecialType.System_DateTime or SpecialType.System_Int64 };
}
