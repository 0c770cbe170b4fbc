using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>Reads null tests of one variable.</summary>
internal static class NullTest
{
    /// <summary>
    /// True when a true condition means null, false when it means not null, null when it says neither.
    /// </summary>
    public static bool? Of(IOperation condition, ISymbol? variable)
    {
        if (variable is null)
            return null;
        switch (Ops.Bare(condition))
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negated:
                return !Of(negated.Operand, variable);
            case IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.Equals
                or BinaryOperatorKind.NotEquals
            } comparison when ComparesWithNull(comparison, variable):
                return comparison.OperatorKind == BinaryOperatorKind.Equals;
            case IIsPatternOperation pattern when IsVariable(pattern.Value, variable):
                return Pattern(pattern.Pattern);
            default:
                return null;
        }
    }

    private static bool? Pattern(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value: var value } when IsNull(value) => true,
        INegatedPatternOperation negated => !Pattern(negated.Pattern),
        IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } =>
            false,
        _ => null,
    };

    private static bool ComparesWithNull(IBinaryOperation comparison, ISymbol variable) =>
        (IsNull(comparison.RightOperand) && IsVariable(comparison.LeftOperand, variable))
        || (IsNull(comparison.LeftOperand) && IsVariable(comparison.RightOperand, variable));

    private static bool IsNull(IOperation operation) =>
        Ops.Bare(operation) is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation;

    private static bool IsVariable(IOperation operation, ISymbol variable) =>
        SymbolEqualityComparer.Default.Equals(Ops.Symbol(operation), variable);
}
