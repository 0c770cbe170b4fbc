using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Removals that ask for the next number of the object's own count, where the numbers that are put in come from outside:
/// behind one that never comes all others stay.
/// </summary>
internal static class InOrderRemovals
{
    public static bool Are(TrackedCollection map, CollectionUse removal)
    {
        if (!CollectionTypes.IsMap(map.Type) || map.IsInner
            || removal.Place is not IInvocationOperation { TargetMethod.Name: "Remove" or "TryRemove" } taking
            || Ops.ArgumentAt(taking, taking.Instance is null ? 1 : 0) is not { } asked || Counter(asked, removal.Body) is not { } counter)
            return false;
        var any = false;
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Grow)
            {
                if (Ops.Symbol(use.Key) is not IParameterSymbol number || IsInWindow(use, number, counter))
                    return false;
                any = true;
            }
        return any;
    }

    /// <summary>A number of the object's own, or one that is next to it.</summary>
    private static ISymbol? Counter(IOperation key, Body body)
    {
        var bare = Ops.Bare(key);
        if (bare is ILocalReferenceOperation { Local: var local } && body.InitialOf(local) is { } initial)
            bare = Ops.Bare(initial);
        if (bare is IIncrementOrDecrementOperation step)
            bare = Ops.Bare(step.Target);
        if (bare is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, RightOperand.ConstantValue.HasValue: true } next)
            bare = Ops.Bare(next.LeftOperand);
        return bare is IFieldReferenceOperation { Field: var field, Instance: IInstanceReferenceOperation }
            && field is { IsReadOnly: false, IsConst: false }
            && field.Type.SpecialType is >= SpecialType.System_Int16 and <= SpecialType.System_UInt64 ? field.OriginalDefinition : null;
    }

    /// <summary>A number that is too far ahead of the count is refused: <c>number > _next + 64</c>.</summary>
    private static bool IsInWindow(CollectionUse growth, ISymbol number, ISymbol counter)
    {
        foreach (var operation in Ops.FunctionRoot(growth.Place).Descendants())
            if (operation is IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
                        or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                } comparison && Names(comparison, number) && Names(comparison, counter)
                && comparison.Descendants().Any(static part => part is IBinaryOperation
                { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract }))
                return true;
        return false;
    }

    private static bool Names(IOperation code, ISymbol symbol)
    {
        foreach (var operation in code.Descendants())
            if (SymbolEqualityComparer.Default.Equals(Ops.Symbol(operation), symbol))
                return true;
        return false;
    }
}
