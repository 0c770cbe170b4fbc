using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Flow;

/// <summary>Code that runs once in a process: a static flag is swapped, and whoever finds it set leaves.</summary>
internal static class OnceOnly
{
    /// <summary>
    /// Behind <c>if (Interlocked.Exchange(ref s_done, 1) != 0) return;</c>, or within the branch of who came first.
    /// </summary>
    public static bool IsBehind(IOperation place)
    {
        foreach (var operation in Ops.FunctionRoot(place).Descendants())
            if (operation is IConditionalOperation { Condition: { } condition, WhenTrue: { } arm } branch && SwapsStaticFlag(condition)
                && (Ops.Contains(arm, place)
                || (branch.Syntax.Span.End <= place.Syntax.SpanStart && branch.Parent is IBlockOperation block
                && Ops.Contains(block, place) && Leaves(arm))))
                return true;
        return false;
    }

    private static bool SwapsStaticFlag(IOperation condition)
    {
        foreach (var part in condition.DescendantsAndSelf())
            if (part is IInvocationOperation { TargetMethod: { Name: "Exchange" or "CompareExchange" } method } swap
                && TypeName.Is(method.ContainingType, "System.Threading.Interlocked")
                && Ops.ArgumentAt(swap, 0) is IFieldReferenceOperation { Field.IsStatic: true }
                && Ops.ArgumentAt(swap, 1)?.ConstantValue.HasValue == true)
                return true;
        return false;
    }

    private static bool Leaves(IOperation arm) => arm is IReturnOperation or IThrowOperation
        || (arm is IBlockOperation { Operations: { Length: > 0 } steps } && Leaves(steps[steps.Length - 1]));
}
