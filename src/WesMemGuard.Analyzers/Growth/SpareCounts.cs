using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Removals that wait until more users have left than have come.</summary>
internal static class SpareCounts
{
    public static bool Decide(TrackedCollection collection, CollectionUse removal)
    {
        if (!collection.Uses.Exists(static use => use.Kind == UseKind.Grow && CountsUp(use)))
            return false;
        var child = removal.Place;
        for (var outer = child.Parent; outer is not null; child = outer, outer = outer.Parent)
            if (outer is IConditionalOperation branch && ReferenceEquals(branch.WhenTrue, child)
                && branch.Condition.DescendantsAndSelf().Any(IsBelowNone))
                return true;
        return false;
    }

    /// <summary>Whoever comes is counted, the first one too.</summary>
    private static bool CountsUp(CollectionUse growth)
    {
        foreach (var operation in growth.Body.Root.Descendants())
            if (operation is IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: IMemberReferenceOperation }
                or IInvocationOperation { TargetMethod: { Name: "Increment", ContainingType.Name: "Interlocked" } }
                && Ops.Ancestor<IConditionalOperation>(operation) is null)
                return true;
        return false;
    }

    private static bool IsBelowNone(IOperation condition) => condition is IBinaryOperation
    {
        OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.Equals,
        RightOperand.ConstantValue: { HasValue: true, Value: int limit },
    } comparison && (comparison.OperatorKind == BinaryOperatorKind.LessThan ? limit - 1 : limit) is var most
        && Left(comparison.LeftOperand) is { } after && most < after;

    /// <summary>The number that the count shows when the last user leaves; null where nothing is counted down.</summary>
    private static int? Left(IOperation count) => Ops.Bare(count) switch
    {
        IIncrementOrDecrementOperation { Kind: OperationKind.Decrement, IsPostfix: var isPostfix } => isPostfix ? 1 : 0,
        IInvocationOperation { TargetMethod: { Name: "Decrement", ContainingType.Name: "Interlocked" } } => 0,
        _ => null,
    };
}
