using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Keys that a method of this program chooses: constants, or what it has found in a table that never changes.
/// </summary>
internal static class ChosenKeys
{
    public static bool Contain(IInvocationOperation call, CompilationScope scope)
    {
        if (call.TargetMethod.IsVirtual || call.TargetMethod.IsOverride || ForeignCode.Of(scope).BodyOf(call.TargetMethod) is not { } body)
            return false;
        var chosen = false;
        foreach (var operation in body.Root.DescendantsAndSelf())
            if (operation is IReturnOperation { ReturnedValue: { } value } && Ops.Function(operation) is null)
            {
                if (!IsChosen(value))
                    return false;
                chosen = true;
            }
        return chosen;
    }

    private static bool IsChosen(IOperation value) => Ops.Bare(value) switch
    {
        { ConstantValue.HasValue: true } => true,
        ISwitchExpressionOperation cases => AllArms(cases),
        IConditionalOperation { WhenFalse: { } no } choice =>
            (IsConstant(choice.WhenTrue) || Finds(choice.Condition, choice.WhenTrue))
                && (IsConstant(no) || Finds(choice.Condition, no)) && (IsConstant(no) || IsConstant(choice.WhenTrue)),
        ILocalReferenceOperation { Local: var item } => IsOfFixedArray(item, value),
        _ => false,
    };

    /// <summary>What a walk through an array that is made once has come to.</summary>
    private static bool IsOfFixedArray(ILocalSymbol item, IOperation value) => Ops.WalkOf(item, value) is { Collection: var all }
        && Ops.Bare(all) is IFieldReferenceOperation
        {
            Field: { IsStatic: true, IsReadOnly: true, Type: IArrayTypeSymbol or { Name: "ImmutableArray" } }
        };

    private static bool AllArms(ISwitchExpressionOperation cases)
    {
        foreach (var arm in cases.Arms)
            if (!IsConstant(arm.Value) && Ops.Bare(arm.Value) is not IThrowOperation)
                return false;
        return true;
    }

    private static bool IsConstant(IOperation value) => Ops.Bare(value) is { ConstantValue.HasValue: true };

    /// <summary>Looks the very value up in a table that is made once.</summary>
    private static bool Finds(IOperation condition, IOperation value)
    {
        if (Ops.Symbol(value) is not { } key)
            return false;
        foreach (var operation in condition.DescendantsAndSelf())
            if (operation is IInvocationOperation { TargetMethod.Name: "IndexOf" or "Contains" or "ContainsKey" or "TryGetValue" } look)
            {
                var table = false;
                var asked = false;
                foreach (var inner in look.Descendants())
                {
                    table |= inner is IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } };
                    asked |= SymbolEqualityComparer.Default.Equals(Ops.Symbol(inner), key);
                }
                if (table && asked)
                    return true;
            }
        return false;
    }
}
