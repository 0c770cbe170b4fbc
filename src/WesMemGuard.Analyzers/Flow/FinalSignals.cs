using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Flow;

/// <summary>
/// Tasks that end once in the life of an object, as what it keeps for good does: <c>_queue.Reader.Completion</c>, the task of a
/// completion source in a read-only field.
/// </summary>
internal static class FinalSignals
{
    /// <summary>In the code at hand, or as every call of the local function there gives it.</summary>
    public static bool Are(TypeWorld world, IOperation? task, Body body) => Ops.Bare(task) switch
    {
        IParameterReferenceOperation
        {
            Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.LocalFunction } function, Ordinal: var ordinal }
        } => IsGiven(world, function, ordinal, body),
        IPropertyReferenceOperation { Property: var ended, Instance: { } owner } when Ends(ended) => IsKeptForGood(owner),
        IPropertyReferenceOperation { Property.GetMethod: { } own, Instance: IInstanceReferenceOperation } => IsReturned(world, own),
        _ => false,
    };

    /// <summary>The task of something that ends once, by its type: a completion source, a channel, a block.</summary>
    private static bool Ends(IPropertySymbol property) => TypeName.Of(property.ContainingType) switch
    {
        "System.Threading.Tasks.TaskCompletionSource" => property.Name == "Task",
        "System.Threading.Channels.ChannelReader" or "System.Threading.Tasks.Dataflow.IDataflowBlock" => property.Name == "Completion",
        _ => property.Name == "Completion" && TypeName.Derives(property.ContainingType, "System.Threading.Tasks.Dataflow.IDataflowBlock"),
    };

    /// <summary>A property of the object's own that returns such a task and nothing else.</summary>
    private static bool IsReturned(TypeWorld world, IMethodSymbol getter)
    {
        if (world.BodyOf(getter) is not { } code)
            return false;
        var answers = code.Root.DescendantsAndSelf().OfType<IReturnOperation>().ToList();
        return answers.Count == 1 && Ops.Bare(answers[0].ReturnedValue) is IPropertyReferenceOperation { Instance: { } owner } answer
            && Ends(answer.Property) && IsKeptForGood(owner);
    }

    private static bool IsGiven(TypeWorld world, IMethodSymbol function, int ordinal, Body body)
    {
        var any = false;
        foreach (var call in body.Calls)
            if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, function.OriginalDefinition))
            {
                if (Ops.Bare(Ops.ArgumentAt(call, ordinal)) is IParameterReferenceOperation
                    || !Are(world, Ops.ArgumentAt(call, ordinal), body))
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
