using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// A number that only counts up, beside the collection, and that decides whether there is room: <c>if (_cached &lt; Most) { _cache[key] =
/// value; _cached++; }</c>.
/// </summary>
internal static class OwnCounters
{
    public static bool Bound(TypeWorld world, CollectionUse growth)
    {
        var function = Ops.FunctionRoot(growth.Place);
        foreach (var operation in function.DescendantsAndSelf())
            if (operation is IConditionalOperation branch && Decides(branch, growth.Place)
                && CounterIn(branch.Condition, growth.Body) is { } counter && OnlyCounts(world, counter))
                return true;
        return false;
    }

    /// <summary>The growth stands in it, or after it, where it leaves.</summary>
    private static bool Decides(IConditionalOperation branch, IOperation growth) => Ops.Contains(branch, growth)
        ? !Ops.Contains(branch.Condition, growth)
        : branch.Syntax.SpanStart < growth.Syntax.SpanStart && branch.WhenFalse is null && Leaves(branch.WhenTrue);

    private static bool Leaves(IOperation arm)
    {
        foreach (var operation in arm.DescendantsAndSelf())
            if (operation is IReturnOperation or IThrowOperation or IBranchOperation)
                return true;
        return false;
    }

    /// <summary>The field that is compared by size, itself or as a local that was given it counted up.</summary>
    private static IFieldSymbol? CounterIn(IOperation condition, Body body)
    {
        foreach (var operation in condition.DescendantsAndSelf())
            if (operation is IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                        or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
                } compared
                && !IsGiven(compared.LeftOperand) && !IsGiven(compared.RightOperand)
                && (Counter(compared.LeftOperand, body) ?? Counter(compared.RightOperand, body)) is { } counter)
                return counter;
        return null;
    }

    /// <summary>A number from outside: which one comes next says nothing of how many there are.</summary>
    private static bool IsGiven(IOperation operand) => Ops.Bare(operand) is IParameterReferenceOperation
    {
        Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor }
    };

    private static IFieldSymbol? Counter(IOperation operand, Body body) => Ops.Bare(operand) switch
    {
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation or null } field => field.Field,
        ILocalReferenceOperation local => Counted(body, local.Local),
        var counted => CountedUp(counted),
    };

    private static IFieldSymbol? Counted(Body body, ILocalSymbol local)
    {
        if (CountedUp(Ops.Bare(body.InitialOf(local))) is { } first)
            return first;
        foreach (var mention in body.ReferencesTo(local))
            if (mention.Parent is ISimpleAssignmentOperation assignment && ReferenceEquals(assignment.Target, mention)
                && CountedUp(Ops.Bare(assignment.Value)) is { } later)
                return later;
        return null;
    }

    private static IFieldSymbol? CountedUp(IOperation? operation) => operation switch
    {
        IIncrementOrDecrementOperation { Kind: OperationKind.Increment } increment
            => (Ops.Bare(increment.Target) as IFieldReferenceOperation)?.Field,
        IInvocationOperation call when IsIncrement(call) => (Ops.Bare(call.Arguments[0].Value) as IFieldReferenceOperation)?.Field,
        _ => null,
    };

    private static bool IsIncrement(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Increment", ContainingType.Name: "Interlocked" };

    /// <summary>Counted up somewhere, and nowhere set back: else the room comes again.</summary>
    private static bool OnlyCounts(TypeWorld world, IFieldSymbol counter)
    {
        if (counter.IsConst || counter.IsReadOnly || counter.DeclaredAccessibility != Accessibility.Private
            || counter.Type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64))
            return false;
        var counts = false;
        foreach (var (place, _) in world.UsesOf(counter))
            switch (place.Parent)
            {
                case IIncrementOrDecrementOperation { Kind: OperationKind.Increment }:
                case IArgumentOperation { Parent: IInvocationOperation call } when IsIncrement(call):
                    counts = true;
                    break;
                case IAssignmentOperation assignment when ReferenceEquals(assignment.Target, place):
                case IIncrementOrDecrementOperation:
                case IArgumentOperation { Parameter.RefKind: not (RefKind.None or RefKind.In) }:
                    return false;
                default:
                    break;
            }
        return counts;
    }
}
