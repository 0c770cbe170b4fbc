using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Private code that closes a response which it is given, or which an object that it is given holds, and leaves by a throw or a return
/// of its own without having closed it. Sound: a finally block, a using statement, or closing before each way out.
/// </summary>
internal static class HalfClosed
{
    public static bool Closes(Body body)
    {
        if (body.Method is not { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary, IsAsync: false } method)
            return false;
        HashSet<IOperation>? ends = null;
        foreach (var call in body.Calls)
            if (IsEnd(call, method))
                (ends ??= []).Add(call);
        return ends is not null && body.Calls.TrueForAll(call => ends.Contains(call) || !HandsOn(call))
            && ObligationWalk.Leaks(body.Root, null, null, ends.Contains, failures: false)
                .Exists(static leak => leak.Kind == LeakKind.Throw);
    }

    /// <summary>Closes the response of a request that is a parameter or a member of one.</summary>
    private static bool IsEnd(IInvocationOperation call, IMethodSymbol method) => call.TargetMethod.Name is "Close" or "Dispose"
        && IsResponse(call.Instance?.Type) && Owner(Ops.Reached(call.Instance)) is { } given
        && SymbolEqualityComparer.Default.Equals(given.ContainingSymbol, method);

    private static bool IsResponse(ITypeSymbol? type) =>
        TypeName.Derives(type, "System.Net.WebResponse") || TypeName.Is(type, "System.Net.Http.HttpResponseMessage");

    private static IParameterSymbol? Owner(IOperation? response) => response switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        IMemberReferenceOperation { Instance: { } owner } => Ops.Symbol(Ops.Reached(owner)) as IParameterSymbol,
        _ => null,
    };

    /// <summary>Some other code gets the response, or the object that holds it.</summary>
    private static bool HandsOn(IInvocationOperation call) => call.Arguments.Any(static argument =>
        IsResponse(Ops.Bare(argument.Value)?.Type) || Ops.Bare(argument.Value) is IParameterReferenceOperation { Type: { } kind }
            && kind.GetMembers().Any(static member => member is IPropertySymbol part && IsResponse(part.Type)));
}
