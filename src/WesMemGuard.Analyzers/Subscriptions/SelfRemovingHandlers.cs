using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>Handlers that nothing but they themselves removes, once the event has come.</summary>
internal static class SelfRemovingHandlers
{
    /// <summary>
    /// Whether the subscriber is done before the event comes: it waits for a limited time, or it is an object of one
    /// call.
    /// </summary>
    public static bool Are(TypeWorld world, IEventAssignmentOperation added, Body body)
    {
        if (HandlerOf(added) is not { } handler)
            return false;
        var any = false;
        var chosen = false;
        foreach (var other in world.Bodies)
            foreach (var removal in other.Subscriptions)
            {
                if (removal.Adds || !Handlers.SameEvent(removal, added))
                    continue;
                if (!SymbolEqualityComparer.Default.Equals(HandlerOf(removal), handler) || !IsIn(removal, handler, other))
                    return false;
                any = true;
                chosen |= IsChosen(removal);
            }
        return any && (InitContext.IsConstruction(body.Member)
            ? ObjectCreations.Of(world.Scope).AreOfCalls(body.Member.ContainingType)
            : handler is not IMethodSymbol { MethodKind: MethodKind.Ordinary } && WaitsLimited(added, chosen));
    }

    /// <summary>The method, the local function or the local that keeps a lambda.</summary>
    private static ISymbol? HandlerOf(IEventAssignmentOperation subscription) => Handlers.Target(subscription) switch
    {
        IMethodReferenceOperation group => group.Method.OriginalDefinition,
        ILocalReferenceOperation local => local.Local,
        _ => null,
    };

    private static bool IsIn(IEventAssignmentOperation removal, ISymbol handler, Body body) => Ops.Function(removal) switch
    {
        null => SymbolEqualityComparer.Default.Equals(body.Member, handler),
        ILocalFunctionOperation local => SymbolEqualityComparer.Default.Equals(local.Symbol, handler),
        { Parent: { } made } => handler is ILocalSymbol && Destination.Of(made) is { Kind: DestinationKind.Local, Symbol: { } kept }
            && SymbolEqualityComparer.Default.Equals(kept, handler),
        _ => false,
    };

    /// <summary>The function that subscribes awaits a task for a time or until a token, whichever comes first.</summary>
    private static bool WaitsLimited(IEventAssignmentOperation added, bool isChosen)
    {
        var function = Ops.FunctionRoot(added);
        foreach (var operation in function.Descendants())
            if (operation is IInvocationOperation { TargetMethod: { Name: "WaitAsync" or "WhenAny", ContainingType.Name: "Task" } } wait
                && wait.Syntax.SpanStart > added.Syntax.SpanStart && ReferenceEquals(Ops.FunctionRoot(wait), function)
                && Ops.Ancestor<IAwaitOperation>(wait) is not null)
                return true;
            else if (isChosen && operation is IInvocationOperation { TargetMethod: { Name: "Register" or "UnsafeRegister" } registered }
                && TypeName.Is(registered.ContainingType, Tokens.Token) && ReferenceEquals(Ops.FunctionRoot(operation), function)
                && operation.Descendants().Any(EndsWait))
                return true;
        return false;
    }

    /// <summary>Only some events bring it: it stands in a branch, or behind one that leaves; any other goes with the next event.</summary>
    private static bool IsChosen(IOperation removal)
    {
        if (Ops.Ancestor<IConditionalOperation>(removal) is { } branch && Ops.Contains(Ops.FunctionRoot(removal), branch))
            return true;
        foreach (var operation in Ops.FunctionRoot(removal).Descendants())
            if (operation is IReturnOperation && operation.Syntax.Span.End <= removal.Syntax.SpanStart
                && Ops.Ancestor<IConditionalOperation>(operation) is not null)
                return true;
        return false;
    }

    /// <summary>The token's call-back ends a completion source in the answer's place.</summary>
    private static bool EndsWait(IOperation operation) => operation switch
    {
        IInvocationOperation call => Ends(call.TargetMethod),
        IMethodReferenceOperation group => Ends(group.Method),
        _ => false,
    };

    private static bool Ends(IMethodSymbol method) => method.ContainingType?.Name == "TaskCompletionSource"
        && method.Name is "TrySetCanceled" or "SetCanceled" or "TrySetException" or "SetException" or "TrySetResult";
}
