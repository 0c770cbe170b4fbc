using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>Handlers that nothing but they themselves removes, once the event has come.</summary>
internal static class SelfRemovals
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
        foreach (var other in world.Bodies)
            foreach (var removal in other.Subscriptions)
            {
                if (removal.Adds || !Handlers.SameEvent(removal, added))
                    continue;
                if (!SymbolEqualityComparer.Default.Equals(HandlerOf(removal), handler) || !IsIn(removal, handler, other))
                    return false;
                any = true;
            }
        return any && (InitContext.IsConstruction(body.Member)
            ? ObjectCreations.Of(world.Scope).AreOfCalls(body.Member.ContainingType)
            : handler is not IMethodSymbol { MethodKind: MethodKind.Ordinary } && WaitsLimited(added));
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
    private static bool WaitsLimited(IEventAssignmentOperation added)
    {
        var function = Ops.FunctionRoot(added);
        foreach (var operation in function.Descendants())
            if (operation is IInvocationOperation { TargetMethod: { Name: "WaitAsync" or "WhenAny", ContainingType.Name: "Task" } } wait
                && wait.Syntax.SpanStart > added.Syntax.SpanStart && ReferenceEquals(Ops.FunctionRoot(wait), function)
                && Ops.Ancestor<IAwaitOperation>(wait) is not null)
                return true;
        return false;
    }
}
