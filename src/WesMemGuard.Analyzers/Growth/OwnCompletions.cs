using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Removals that wait for the entry's own completion: <c>source.Task.ContinueWith(…)</c>, <c>subject.Finally(…)</c>. They are
/// reached only where something completes it.
/// </summary>
internal static class OwnCompletions
{
    /// <summary>
    /// The code stands in a function that runs when a completion source of this call is complete, and when the wait ends otherwise
    /// nothing completes it.
    /// </summary>
    public static bool AreMissed(TypeWorld world, TrackedCollection collection, IOperation place)
    {
        foreach (var use in collection.Uses)
            if (ReferenceEquals(use.Place, place) && NeverCome(world, collection, use))
                return true;
        for (var function = Ops.Function(place); function is not null; function = Ops.Function(function))
            if (Entry(function) is { Type.Name: "TaskCompletionSource" } source && Ops.Symbol(source) is ILocalSymbol local)
                return !IsFailed(local, Ops.FunctionRoot(function));
        return false;
    }

    /// <summary>The code stands in a function that runs when a completion source of this call is complete, however that comes.</summary>
    public static bool Bring(IOperation place)
    {
        for (var function = Ops.Function(place); function is not null; function = Ops.Function(function))
            if (Entry(function) is { Type.Name: "TaskCompletionSource" } source && Ops.Symbol(source) is ILocalSymbol)
                return true;
        return false;
    }

    /// <summary>No code of the type completes what the collection keeps, nor hands one on that could be completed elsewhere.</summary>
    public static bool NeverCome(TypeWorld world, TrackedCollection collection, CollectionUse removal)
    {
        for (var function = Ops.Function(removal.Place); function is not null; function = Ops.Function(function))
            if (Entry(function) is { Type: { Name: not "TaskCompletionSource" } kept } entry && Ops.Symbol(entry) is ILocalSymbol local
                && collection.Uses.Exists(use => use.Kind == UseKind.Grow && ReferenceEquals(use.Body, removal.Body)
                    && SymbolEqualityComparer.Default.Equals(Ops.Symbol(use.Value), local)))
                return !IsCompleted(world, kept) && !IsHandedOn(local, removal.Body, collection);
        return false;
    }

    /// <summary>The local whose end calls the function.</summary>
    private static IOperation? Entry(IOperation function)
    {
        if (Ops.Taker(function) is not IArgumentOperation { Parent: IInvocationOperation call } || call.TargetMethod.Name switch
        {
            "ContinueWith" or "Finally" or "OnCompleted" => false,
            "Subscribe" or "Do" => call.Arguments.Length > 1 && ReferenceEquals(call.Arguments[1].Value, Ops.Bare(function)),
            _ => true,
        })
            return null;
        var reached = Ops.Receiver(call);
        while (reached is not ILocalReferenceOperation and not null)
            reached = reached switch
            {
                IPropertyReferenceOperation { Property.Name: "Task" or "Completion" or "Reader", Instance: { } inner } =>
                    Ops.Reached(inner),
                IInvocationOperation step => Ops.Receiver(step),
                _ => null,
            };
        return reached;
    }

    /// <summary>The call itself fails or cancels the source, or hands it on to what may.</summary>
    private static bool IsFailed(ILocalSymbol source, IOperation function)
    {
        foreach (var operation in function.Descendants())
            if (SymbolEqualityComparer.Default.Equals(Ops.Symbol(operation), source) && operation is ILocalReferenceOperation)
                switch (Ops.Use(operation))
                {
                    case IInvocationOperation { TargetMethod.Name: var name } when name.EndsWith("Canceled", StringComparison.Ordinal)
                        || name.EndsWith("Exception", StringComparison.Ordinal) || Ops.Function(operation) is not null:
                    case IMethodReferenceOperation:
                    case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var taker } }
                        when MethodNames.Effect(taker) != UseKind.Grow:
                    case IArgumentOperation { Parent: not IInvocationOperation and not IPropertyReferenceOperation }:
                        return true;
                    default:
                        break;
                }
        return false;
    }

    private static bool IsCompleted(TypeWorld world, ITypeSymbol kept)
    {
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (call.TargetMethod.Name is "OnCompleted" or "OnError" or "Complete" or "TryComplete" or "Fault" or "Dispose"
                    && Of(call) is { } completed && SymbolEqualityComparer.Default.Equals(completed, kept))
                    return true;
        return false;
    }

    /// <summary>The type of what is completed: of the channel for its writer.</summary>
    private static ITypeSymbol? Of(IInvocationOperation call) => Ops.Receiver(call) switch
    {
        IPropertyReferenceOperation { Property.Name: "Writer", Instance: { } channel } => Ops.Reached(channel)?.Type,
        { } other => other.Type,
        null => null,
    };

    private static bool IsHandedOn(ILocalSymbol entry, Body body, TrackedCollection collection)
    {
        foreach (var mention in body.ReferencesTo(entry))
            if (Ops.Use(mention) is IArgumentOperation { Parameter.Ordinal: var ordinal, Parent: IInvocationOperation call }
                    && !SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Reached(call.Instance)), collection.Member)
                    && !(call.TargetMethod.IsExtensionMethod && ordinal == 0)
                || Ops.Use(mention) is IReturnOperation or IPropertyReferenceOperation { Property.Name: "Writer" } or IArgumentOperation
                { Parent: IObjectCreationOperation })
                return true;
        return false;
    }
}
