using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Timers of a call that only their own handler ends, and only when what it asks for has come. An end by a number of turns, a time or
/// a token is sound, and so is one that each turn reaches.
/// </summary>
internal static class ChosenEnds
{
    public static bool Have(TypeWorld world, IObjectCreationOperation timer, Body body)
    {
        if (!Timers.IsPeriodic(timer) || Destination.Of(timer) is not { Kind: DestinationKind.Local, Symbol: ILocalSymbol local })
            return false;
        IAnonymousFunctionOperation? handler = null;
        var ends = new HashSet<IOperation>();
        foreach (var mention in body.ReferencesTo(local))
        {
            if (RoleReader.In(world).Of(mention, body) == Role.None && !IsStop(Ops.Use(mention)))
                continue;
            if (Ops.Use(mention) is not { } end || Ops.Function(mention) is not IAnonymousFunctionOperation own || !IsOf(own, timer, local)
                || (handler is not null && !ReferenceEquals(own, handler)))
                return false;
            handler = own;
            ends.Add(end);
        }
        return handler is not null && !handler.Body.Descendants().Any(Limits)
            && ObligationWalk.Leaks(handler, null, null, ends.Contains, failures: false).Exists(static leak => leak.Kind == LeakKind.Exit);
    }

    private static bool IsStop(IOperation? use) => use is IInvocationOperation { TargetMethod.Name: "Stop" or "Change" };

    /// <summary>Given to the timer when it is made, or put on its event.</summary>
    private static bool IsOf(IAnonymousFunctionOperation handler, IObjectCreationOperation timer, ILocalSymbol local)
    {
        for (var current = (IOperation)handler; current is not null; current = current.Parent)
            if (ReferenceEquals(current, timer) || (current is IEventAssignmentOperation { Adds: true } put
                && SymbolEqualityComparer.Default.Equals(Subscriptions.Handlers.Receiver(put), local)))
                return true;
        return false;
    }

    /// <summary>Compares numbers or times, asks a token, or ends in a handler of failures.</summary>
    private static bool Limits(IOperation operation) => operation is ICatchClauseOperation
        || operation.Type is { Name: "CancellationToken" or "DateTime" or "DateTimeOffset" or "TimeSpan" or "Stopwatch" }
        || operation is IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
                or BinaryOperatorKind.GreaterThanOrEqual
        };
}
