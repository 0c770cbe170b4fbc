using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>Ways out of a method that closes the response of an HttpListener's request, but not on these.</summary>
internal static class UnansweredRequests
{
    private const string Context = "System.Net.HttpListenerContext";

    public static IEnumerable<IOperation> Of(Body body)
    {
        if (body.Method is not { } method)
            yield break;
        foreach (var given in method.Parameters)
        {
            if (!TypeName.Is(given.Type, Context) || body.ReferencesTo(given).Any(static mention => IsHandedOn(mention)))
                continue;
            var ends = new HashSet<IOperation>(body.ReferencesTo(given).Select(static mention => End(mention)).OfType<IOperation>());
            if (ends.Count > 0)
                foreach (var (kind, place) in ObligationWalk.Leaks(body.Root, null, given, ends.Contains, failures: false))
                    if (kind == LeakKind.Exit && place is IReturnOperation)
                        yield return place;
        }
    }

    /// <summary>Somebody else gets the context or its response, or it becomes a WebSocket.</summary>
    private static bool IsHandedOn(IOperation mention) => Ops.Function(mention) is not null || Ops.Use(mention) switch
    {
        IPropertyReferenceOperation { Property.Name: "Response" } response => Ops.Use(response) is not (IMemberReferenceOperation
            or IInvocationOperation),
        IPropertyReferenceOperation => false,
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
