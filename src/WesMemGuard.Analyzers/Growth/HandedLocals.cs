using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Locals that a handler captures which somebody else calls for as long as its publisher lives: they grow with each event,
/// and the code that made them has gone.
/// </summary>
internal static class HandedLocals
{
    public static bool Grow(CollectionUse growth, IVariableDeclaratorOperation declarator)
    {
        if (growth.Body.Method is null || IsUsedAgain(declarator, growth.Body))
            return false;
        for (var function = Ops.Function(growth.Place); function is not null
            && !Ops.Contains(function, declarator); function = Ops.Function(function))
            foreach (var taker in Takers(function, growth.Body))
                if (IsEvent(taker, growth.Body) || IsSubscription(taker) || IsTimer(taker) || IsPipeline(taker))
                    return true;
        return false;
    }

    /// <summary>What is given a lambda, or a local function by its name.</summary>
    public static IEnumerable<IOperation> Takers(IOperation function, Body body)
    {
        if (function is ILocalFunctionOperation { Symbol: var local })
        {
            foreach (var member in body.Members)
                if (member is IMethodReferenceOperation { Method: var method }
                    && SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, local) && Ops.Taker(member) is { } taken)
                    yield return taken;
        }
        else if (Ops.Taker(function) is { } taker)
        {
            yield return taker;
        }
    }

    /// <summary>An event of an object that this code has not made, and of which it never takes a handler away.</summary>
    private static bool IsEvent(IOperation taker, Body body)
    {
        if (taker is not IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation { Event: var happening } source }
            || happening.ContainingType.Name == "Process"
            || (Ops.Reached(source.Instance) is ILocalReferenceOperation { Local: var local }
                && !TypeName.Is(local.Type, "System.Timers.Timer")
                && Ops.Bare(body.InitialOf(local)) is not IInvocationOperation { TargetMethod.Name: "GetRequiredService" or "GetService" }))
            return false;
        foreach (var subscription in body.Subscriptions)
            if (!subscription.Adds && SymbolEqualityComparer.Default.Equals(
                (subscription.EventReference as IEventReferenceOperation)?.Event, happening))
                return false;
        return true;
    }

    /// <summary>The call-back of a timer that goes on, and that somebody keeps.</summary>
    private static bool IsTimer(IOperation taker) => taker is IArgumentOperation { Parent: IObjectCreationOperation timer }
        && TypeName.Is(timer.Type, "System.Threading.Timer")
        && Destination.Of(timer).Kind is DestinationKind.Returned or DestinationKind.Member;

    /// <summary>A step of a web program's pipeline.</summary>
    private static bool IsPipeline(IOperation taker) => taker is IArgumentOperation
    {
        Parent: IInvocationOperation { TargetMethod: { Name: "Use" or "Run" or "UseWhen" or "MapWhen", ContainingType: var owner } }
    } && TypeName.Of(owner).StartsWith("Microsoft.AspNetCore.Builder.", StringComparison.Ordinal);

    /// <summary>A sequence of others that is subscribed to, and whose subscription this code doesn't end.</summary>
    private static bool IsSubscription(IOperation taker) => taker is IArgumentOperation
    {
        Parent: IInvocationOperation { TargetMethod.Name: "Subscribe" } call
    } && TypeName.Is(Ops.Receiver(call)?.Type, "System.IObservable")
        && Ops.Receiver(call) is IParameterReferenceOperation or IMemberReferenceOperation
        && Destination.Of(call).Kind is DestinationKind.Dropped or DestinationKind.Returned or DestinationKind.Member;

    /// <summary>The method's own code goes on with what is gathered.</summary>
    private static bool IsUsedAgain(IVariableDeclaratorOperation declarator, Body body)
    {
        var function = Ops.FunctionRoot(declarator);
        foreach (var mention in body.ReferencesTo(declarator.Symbol))
            if (ReferenceEquals(Ops.FunctionRoot(mention), function))
                return true;
        return false;
    }
}
