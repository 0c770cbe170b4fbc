using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Keys that code looks up among known ones before it keeps anything for them: there are as many as known ones.
/// </summary>
internal static class CheckedKeys
{
    public static bool Contains(CollectionUse growth)
    {
        if (Ops.Symbol(growth.Key) is not { } key)
            return false;
        foreach (var operation in Ops.FunctionRoot(growth.Place).Descendants())
            if (operation is IConditionalOperation branch && branch.Syntax.Span.End <= growth.Place.Syntax.SpanStart
                && Refuses(branch, key))
                return true;
        return false;
    }

    /// <summary>Leaves when a set or map of known ones doesn't have the key.</summary>
    private static bool Refuses(IConditionalOperation branch, ISymbol key) =>
        Ops.Bare(branch.Condition) is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var asked }
            && Ops.Bare(asked)
                is IInvocationOperation { TargetMethod.Name: "Contains" or "ContainsKey" or "TryGetValue" or "IsDefined" } look
        && Asks(look, key) && Leaves(branch.WhenTrue);

    private static bool Asks(IInvocationOperation look, ISymbol key)
    {
        foreach (var argument in look.Arguments)
            if (SymbolEqualityComparer.Default.Equals(Ops.Symbol(argument.Value), key))
                return true;
        return false;
    }

    private static bool Leaves(IOperation code)
    {
        foreach (var operation in code.DescendantsAndSelf())
            if (operation is IThrowOperation or IReturnOperation)
                return true;
        return false;
    }
}
