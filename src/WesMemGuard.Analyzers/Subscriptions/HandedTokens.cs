using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>
/// Tokens that every caller of hidden code gives from a source which it makes for this call: what is registered with one
/// goes with that source.
/// </summary>
internal static class HandedTokens
{
    public static bool AreOfCall(TypeWorld world, IInvocationOperation registration)
    {
        if (Ops.Function(registration) is not null || Ops.Loop(registration) is not null
            || Ops.Bare(Ops.Receiver(registration)) is not IParameterReferenceOperation
            {
                Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method } token
            })
            return false;
        var any = false;
        for (var called = method; called is not null; called = called.OverriddenMethod)
        {
            if (called.DeclaredAccessibility is Accessibility.Public || called.DeclaringSyntaxReferences.IsEmpty)
                return false;
            foreach (var mention in Mentions.Of(world.Scope).Of(called))
                if (ForeignCode.Of(world.Scope).Around(mention) is not { } caller
                    || ForeignCode.CallAt(caller, mention) is not { } call
                    || Ops.Function(call) is not null || IsOfCall(call, token.Ordinal, caller, method) is not { } isFresh)
                    return false;
                else
                    any |= isFresh;
        }
        return any;
    }

    /// <summary>True: the caller has just made the source; false: an override gives its base what it got; null: neither.</summary>
    private static bool? IsOfCall(IInvocationOperation call, int ordinal, Body caller, IMethodSymbol method) =>
        Ops.Bare(Ops.ArgumentAt(call, ordinal)) switch
        {
            IPropertyReferenceOperation { Property: { Name: "Token", ContainingType: var type }, Instance: { } source }
                when TypeName.Derives(type, Tokens.SourceType) && IsMadeFor(call, caller, Ops.Symbol(source)) => true,
            IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { IsOverride: true } outer }
                when Overrides.AreSame(outer, method) && Ops.Loop(call) is null => false,
            _ => null,
        };

    /// <summary>The code itself sets the local or member to a new source, each time before it calls.</summary>
    private static bool IsMadeFor(IInvocationOperation call, Body caller, ISymbol? source)
    {
        foreach (var creation in source is null ? [] : caller.Creations)
            if (TypeName.Derives(creation.Type, Tokens.SourceType) && ReferenceEquals(Ops.Loop(creation), Ops.Loop(call))
                && Ops.Function(creation) is null && creation.Syntax.SpanStart < call.Syntax.SpanStart
                && SymbolEqualityComparer.Default.Equals(Destination.Of(creation).Symbol, source))
                return true;
        return false;
    }
}
