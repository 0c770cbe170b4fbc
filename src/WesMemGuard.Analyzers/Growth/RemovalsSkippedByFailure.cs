using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Removals behind a branch that leaves when something has ended with an exception: such an end takes nothing out.</summary>
internal static class RemovalsSkippedByFailure
{
    public static bool Are(CollectionUse removal, Func<IOperation, bool> takes)
    {
        if (removal.Place is not IInvocationOperation { TargetMethod: { Name: not "Clear", Parameters.Length: > 0 } })
            return false;
        foreach (var operation in Ops.FunctionRoot(removal.Place).Descendants())
            if (operation is IConditionalOperation { WhenTrue: { } arm } branch && branch.Syntax.Span.End <= removal.Place.Syntax.SpanStart
                && ReferenceEquals(Ops.FunctionRoot(branch), Ops.FunctionRoot(removal.Place))
                && SaysFailed(branch.Condition) && Leaves(arm) && !arm.Descendants().Any(takes))
                return true;
        return false;
    }

    /// <summary>
    /// <c>exception is not null</c>, <c>error != null</c> or <c>exception is IOException</c>, of what the method is given.
    /// </summary>
    private static bool SaysFailed(IOperation condition) => Ops.Bare(condition) switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } comparison =>
            IsNull(comparison.RightOperand) && IsGiven(comparison.LeftOperand),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation } } asked => IsGiven(asked.Value),
        IIsPatternOperation { Pattern: ITypePatternOperation or IDeclarationPatternOperation or IRecursivePatternOperation } asked =>
            IsGiven(asked.Value),
        IIsTypeOperation asked => IsGiven(asked.ValueOperand),
        IPropertyReferenceOperation { Property: { Name: "IsFaulted" or "IsCanceled", ContainingType.Name: "Task" } } => true,
        _ => false,
    };

    private static bool IsNull(IOperation operand) => Ops.Bare(operand)?.ConstantValue is { HasValue: true, Value: null };

    private static bool IsGiven(IOperation operand)
    {
        if (Ops.Symbol(operand) is not IParameterSymbol parameter)
            return false;
        for (var type = parameter.Type; type is not null; type = type.BaseType)
            if (TypeName.Is(type, "System.Exception"))
                return true;
        return false;
    }

    private static bool Leaves(IOperation arm) => (arm is IBlockOperation { Operations: { Length: > 0 } steps }
        ? steps[steps.Length - 1] : arm) is IReturnOperation or IThrowOperation
            or IExpressionStatementOperation { Operation: IThrowOperation };
}
