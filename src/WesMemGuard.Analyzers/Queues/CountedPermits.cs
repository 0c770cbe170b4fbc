using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Queues;

/// <summary>
/// A number of the object's own that lets in so many at once: counted up by the one who enters and down by the same function, but not
/// when an await in between fails or some way leaves before.
/// </summary>
internal static class CountedPermits
{
    public static bool IsLost(TypeWorld world, IInvocationOperation entering, Body body)
    {
        if (entering.TargetMethod.Name != "Increment" || FieldOf(entering) is not { } count || !IsLimited(world, count))
            return false;
        var function = Ops.FunctionRoot(entering);
        var leaving = new HashSet<IOperation>();
        foreach (var (mention, place) in world.UsesOf(count))
            if (mention.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Decrement" or "Exchange" } down })
            {
                if (!ReferenceEquals(Ops.FunctionRoot(down), function) || !ReferenceEquals(place, body))
                    return false;
                leaving.Add(down);
            }
            else if (Ops.Parent(mention, out _) is IAssignmentOperation or IIncrementOrDecrementOperation)
                return false;
        return leaving.Count > 0 && ObligationWalk.Leaks(function, entering, null, leaving.Contains).Exists(static leak =>
            leak.Place is IAwaitOperation or IThrowOperation || leak is { Kind: LeakKind.Exit, Place: IReturnOperation });
    }

    private static IFieldSymbol? FieldOf(IInvocationOperation call) =>
        TypeName.Is(call.TargetMethod.ContainingType, "System.Threading.Interlocked") && call.Arguments.Length == 1
        && Ops.Bare(call.Arguments[0].Value) is IFieldReferenceOperation { Field: { DeclaredAccessibility: Accessibility.Private } count }
            ? count.OriginalDefinition : null;

    /// <summary>What it has come to, or what it is, is compared with a limit before something is let in.</summary>
    private static bool IsLimited(TypeWorld world, IFieldSymbol count)
    {
        foreach (var (mention, _) in world.UsesOf(count))
        {
            var value = mention.Parent is IArgumentOperation { Parent: IInvocationOperation call } ? (IOperation)call : mention;
            if (Ops.Parent(value, out _) is IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan
                        or BinaryOperatorKind.LessThanOrEqual
                } asked && Ops.Parent(asked, out _) is IConditionalOperation or ILoopOperation)
                return true;
        }
        return false;
    }
}
