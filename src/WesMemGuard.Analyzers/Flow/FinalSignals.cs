using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Flow;

/// <summary>
/// Tasks that end once in the life of an object, as what it keeps for good does: <c>_queue.Reader.Completion</c>, the task of a
/// completion source in a read-only field.
/// </summary>
internal static class FinalSignals
{
    /// <summary>In the code at hand, or as every call of the local function there gives it.</summary>
    public static bool Are(IOperation? task, Body body) => Ops.Bare(task) switch
    {
        IParameterReferenceOperation
        {
            Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.LocalFunction } function, Ordinal: var ordinal }
        } => IsGiven(function, ordinal, body),
        IPropertyReferenceOperation { Property.Name: "Task" or "Completion", Instance: { } owner } => IsKeptForGood(owner),
        _ => false,
    };

    private static bool IsGiven(IMethodSymbol function, int ordinal, Body body)
    {
        var any = false;
        foreach (var call in body.Calls)
            if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, function.OriginalDefinition))
            {
                if (Ops.Bare(Ops.ArgumentAt(call, ordinal)) is IParameterReferenceOperation || !Are(Ops.ArgumentAt(call, ordinal), body))
                    return false;
                any = true;
            }
        return any;
    }

    private static bool IsKeptForGood(IOperation owner)
    {
        var kept = Ops.Bare(owner);
        while (kept is IPropertyReferenceOperation { Property.DeclaringSyntaxReferences.IsEmpty: true, Instance: { } outer })
            kept = Ops.Bare(outer);
        return kept is IFieldReferenceOperation { Field: { IsReadOnly: true, IsStatic: false }, Instance: IInstanceReferenceOperation };
    }
}
