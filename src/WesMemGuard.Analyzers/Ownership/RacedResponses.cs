using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Resources;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Requests for streamed responses that race, and of which only the winner is looked at: the loser's response comes, and nobody
/// disposes it. A race is rightly ended by cancelling what the others are given, or by code that sees to each of them.
/// </summary>
internal static class RacedResponses
{
    public static bool AreLost(IInvocationOperation call, Body body) => StreamedResponses.Opens(call) && Tasks.IsTask(call.Type)
        && Destination.Of(call) is { Kind: DestinationKind.Local, Symbol: { } local } && LastRace(local, call.Type!, body) is { } race
        && body.ReferencesTo(local).All(mention => mention.Syntax.SpanStart < race.Syntax.Span.End
            || Ops.Use(mention) is IBinaryOperation) && !IsCancelled(call, race, body);

    /// <summary>The last race against another task of the same kind that the task is given to, by name.</summary>
    private static IInvocationOperation? LastRace(ISymbol local, ITypeSymbol task, Body body)
    {
        IInvocationOperation? last = null;
        foreach (var mention in body.ReferencesTo(local))
            if (Ops.Ancestor<IInvocationOperation>(mention) is { TargetMethod: { Name: "WhenAny", ContainingType.Name: "Task" } } race
                && ReferenceEquals(Ops.FunctionRoot(race), Ops.FunctionRoot(mention))
                && race.Descendants().Any(other => other is ILocalReferenceOperation { Local: var rival, Type: { } kind }
                    && !SymbolEqualityComparer.Default.Equals(rival, local) && SymbolEqualityComparer.Default.Equals(kind, task)))
                last = race;
        return last;
    }

    /// <summary>Its token is of a source in a local, which is cancelled once the race is over.</summary>
    private static bool IsCancelled(IInvocationOperation call, IInvocationOperation race, Body body)
    {
        foreach (var argument in call.Arguments)
            if (Ops.Bare(argument.Value) is IPropertyReferenceOperation { Property.Name: "Token", Instance: { } source }
                && Ops.Symbol(source) is { } kept)
                return body.Calls.Exists(cancel => cancel.TargetMethod.Name is "Cancel" or "CancelAsync"
                    && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Reached(cancel.Instance)), kept)
                    && cancel.Syntax.SpanStart > race.Syntax.SpanStart);
        return false;
    }
}
