using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Waits that nothing ends but an answer and the end of the object itself, whose disposal answers all and clears them.
/// </summary>
internal static class DisposalOnlyWaits
{
    public static bool Covers(TypeWorld world, TrackedCollection collection, CollectionUse growth)
    {
        if (!collection.Uses.Exists(use => use is
            {
                Kind: UseKind.Shrink, Place: IInvocationOperation { TargetMethod.Name: "Clear" },
                Body.Member.Name: "Dispose" or "DisposeAsync" or "DisposeAsyncCore"
            }))
            return false;
        var function = Ops.FunctionRoot(growth.Place);
        var waits = false;
        foreach (var operation in function.Descendants())
            if (operation is IAwaitOperation wait && wait.Syntax.SpanStart > growth.Place.Syntax.SpanStart)
            {
                if (!IsForAnswer(wait) && !IsOwnQueue(world, wait))
                    return false;
                waits = true;
            }
        return waits;
    }

    private static bool IsForAnswer(IAwaitOperation wait) =>
        Ops.Core(wait) is IPropertyReferenceOperation { Property: { Name: "Task", ContainingType.Name: "TaskCompletionSource" } };

    /// <summary>Written to a channel of the object's own, until its own source is cancelled.</summary>
    private static bool IsOwnQueue(TypeWorld world, IAwaitOperation wait)
    {
        if (Ops.Core(wait) is not IInvocationOperation { TargetMethod.Name: "WriteAsync" } write
            || Ops.Reached(write.Instance) is not IPropertyReferenceOperation { Property.Name: "Writer", Instance: { } channel }
            || Ops.Reached(channel) is not IFieldReferenceOperation { Instance: IInstanceReferenceOperation })
            return false;
        foreach (var argument in write.Arguments)
            if (TypeName.Is(argument.Parameter?.Type, Lifetimes.Tokens.Token) && argument.ArgumentKind != ArgumentKind.DefaultValue
                && !(Ops.Bare(argument.Value) is IPropertyReferenceOperation { Property.Name: "Token", Instance: { } source }
                    && Ops.Symbol(Ops.Reached(source)) is IFieldSymbol field && world.Owns(field.ContainingType)))
                return false;
        return true;
    }
}
