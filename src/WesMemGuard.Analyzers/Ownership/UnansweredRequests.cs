using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Requests of an HttpListener, given to a method or taken from the listener, whose response some way through the code doesn't close: the
/// listener keeps them open.
/// </summary>
internal static class UnansweredRequests
{
    private const string Context = "System.Net.HttpListenerContext";

    public static IEnumerable<IOperation> Of(Body body)
    {
        if (body.Method is { } method)
            foreach (var given in method.Parameters)
                if (TypeName.Is(given.Type, Context) && EndsOf(body, given) is { Count: > 0 } ends)
                    foreach (var (kind, place) in ObligationWalk.Leaks(body.Root, null, given, ends.Contains, failures: false))
                        if (kind == LeakKind.Exit && place is IReturnOperation)
                            yield return place;
        foreach (var call in body.Calls)
            if (IsTaking(call) && Destination.Of(call) is { Kind: DestinationKind.Local, Symbol: { } taken }
                && EndsOf(body, taken) is { } ends
                && ObligationWalk.Leaks(Ops.FunctionRoot(call), Fates.Acquisition(call), taken, ends.Contains, failures: false)
                    .Exists(static leak => leak.Kind is LeakKind.Exit or LeakKind.Overwritten))
                yield return call;
    }

    private static bool IsTaking(IInvocationOperation call) =>
        call.TargetMethod.Name is "GetContext" or "GetContextAsync" or "EndGetContext"
        && TypeName.Is(call.TargetMethod.ContainingType, "System.Net.HttpListener");

    /// <summary>The calls that end the response; null: somebody else gets the context.</summary>
    private static HashSet<IOperation>? EndsOf(Body body, ISymbol context)
    {
        var mentions = body.ReferencesTo(context);
        return mentions.Any(static mention => IsHandedOn(mention)) ? null
            : new(mentions.Select(static mention => End(mention)).OfType<IOperation>());
    }

    /// <summary>Somebody else gets the context or its response, or it becomes a WebSocket.</summary>
    private static bool IsHandedOn(IOperation mention) => Ops.Function(mention) is not null || Ops.Use(mention) switch
    {
        IPropertyReferenceOperation { Property.Name: "Response" } response => Ops.Use(response) is not (IMemberReferenceOperation
            or IInvocationOperation),
        IPropertyReferenceOperation or IVariableDeclaratorOperation => false,
        ISimpleAssignmentOperation put => !SymbolEqualityComparer.Default.Equals(Ops.Symbol(put.Target), Ops.Symbol(mention)),
        _ => true,
    };

    /// <summary>The call that ends the response: Close, Abort or Redirect, or the closing of its stream.</summary>
    private static IOperation? End(IOperation mention)
    {
        if (Ops.Use(mention) is not IPropertyReferenceOperation { Property.Name: "Response" } response)
            return null;
        var used = Ops.Use(response);
        if (used is IPropertyReferenceOperation { Property.Name: "OutputStream" } stream)
            used = Ops.Use(stream);
        return used is IInvocationOperation { TargetMethod.Name: "Close" or "Abort" or "Dispose" or "DisposeAsync" } ? used : null;
    }
}
