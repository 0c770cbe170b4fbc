using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Growth behind a refusal of keys for which another collection of the object, which is counted, has no more room.</summary>
internal static class CapacityElsewhere
{
    public static bool Refuses(CollectionUse growth)
    {
        if (Ops.Symbol(growth.Key) is not { } key)
            return false;
        foreach (var operation in Ops.FunctionRoot(growth.Place).Descendants())
            if (operation is IConditionalOperation branch && branch.Syntax.Span.End <= growth.Place.Syntax.SpanStart
                && Leaves(branch.WhenTrue) && branch.Condition.Descendants().Any(IsCount)
                && branch.Condition.Descendants().Any(part => SymbolEqualityComparer.Default.Equals(Ops.Symbol(part), key)))
                return true;
        return false;
    }

    private static bool IsCount(IOperation part) => part is IBinaryOperation
    {
        OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals
    } compared && Ops.Bare(compared.LeftOperand)
        is IPropertyReferenceOperation { Property.Name: "Count", Instance: IMemberReferenceOperation };

    private static bool Leaves(IOperation arm) => (arm is IBlockOperation { Operations: { Length: > 0 } steps }
        ? steps[steps.Length - 1] : arm)
            is IReturnOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation };
}
