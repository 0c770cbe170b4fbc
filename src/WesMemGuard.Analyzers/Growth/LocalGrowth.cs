using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Collections in locals that never go: filled in each turn of an endless loop, or by what a program's entry hands to
/// its server.
/// </summary>
internal static class LocalGrowth
{
    /// <summary>What grows, where, and whether it is sure that nothing ends it.</summary>
    public static IEnumerable<(TrackedCollection Collection, CollectionUse Growth, bool IsSure)> Of(TypeWorld world, Body body)
    {
        foreach (var declarator in body.Locals)
            if (IsFresh(declarator) && TrackedCollection.OfLocal(world, declarator.Symbol, body) is { } collection
                && Unbounded(world, collection, declarator) is { } growth)
                yield return (collection, growth, IsRemembered(growth, declarator)
                    ? IsHeldByStatic(world, body) : !IsUsedAfterwards(declarator.Symbol, growth, body));
    }

    /// <summary>The code behind the loop goes on with what was gathered: the loop is meant to end.</summary>
    private static bool IsUsedAfterwards(ILocalSymbol local, CollectionUse growth, Body body)
    {
        if (EndlessLoops.Around(growth.Place) is not { } loop || Tasks.IsTask(Ops.Bare(growth.Value)?.Type))
            return false;
        foreach (var mention in body.ReferencesTo(local))
            if (mention.Syntax.SpanStart > loop.Syntax.Span.End && ReferenceEquals(Ops.FunctionRoot(mention), Ops.FunctionRoot(loop)))
                return true;
        return false;
    }

    /// <summary>Made as a collection of its own.</summary>
    private static bool IsFresh(IVariableDeclaratorOperation local) => CollectionTypes.Contains(local.Symbol.Type)
        && (Ops.Bare(local.Initializer!.Value) is IObjectCreationOperation or { Kind: OperationKind.None } || IsEmpty(local));

    /// <summary>An immutable one to begin with: <c>ImmutableList&lt;T&gt;.Empty</c>.</summary>
    private static bool IsEmpty(IVariableDeclaratorOperation local) => CollectionTypes.IsImmutable(local.Symbol.Type)
        && Ops.Bare(local.Initializer!.Value) is IMemberReferenceOperation { Member: { Name: "Empty", IsStatic: true } }
            or IInvocationOperation { TargetMethod: { Name: "Create", IsStatic: true } };

    private static CollectionUse? Unbounded(TypeWorld world, TrackedCollection collection,
        IVariableDeclaratorOperation declarator)
    {
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Grow
                && (GrowsForever(use, declarator) || IsServed(use, declarator) || IsRemembered(use, declarator)
                    || HandedLocals.Grow(use, declarator)))
                return CollectionGrowth.Unbounded(world, collection) is null ? null : use;
        return null;
    }

    /// <summary>
    /// Captured by a function that the method returns, and keyed by what that function is given: a memory of all
    /// its arguments.
    /// </summary>
    private static bool IsRemembered(CollectionUse growth, IVariableDeclaratorOperation declarator)
    {
        if (Ops.Function(growth.Place) is not IAnonymousFunctionOperation answer || Ops.Contains(answer, declarator)
            || Ops.Symbol(growth.Key) is not IParameterSymbol key
            || !SymbolEqualityComparer.Default.Equals(key.ContainingSymbol, answer.Symbol))
            return false;
        return Ops.Taker(answer) is IReturnOperation;
    }

    /// <summary>A static member keeps what the method returns.</summary>
    private static bool IsHeldByStatic(TypeWorld world, Body body)
    {
        if (body.Method is not { } method)
            return false;
        foreach (var (call, _) in world.CallersOf(method))
            if (Destination.Of(call) is { Kind: DestinationKind.Member, Symbol.IsStatic: true })
                return true;
        foreach (var mention in method.IsStatic ? Mentions.Of(world.Scope).Outside(world.Type, method) : [])
            if (mention.FirstAncestorOrSelf<EqualsValueClauseSyntax>()?.Parent is VariableDeclaratorSyntax declared
                && declared.Parent?.Parent is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.StaticKeyword))
                return true;
        return false;
    }

    private static bool GrowsForever(CollectionUse growth, IVariableDeclaratorOperation declarator) =>
        EndlessLoops.Around(growth.Place) is { } loop && !Ops.Contains(loop, declarator);

    /// <summary>Captured by a handler of a web program's requests.</summary>
    private static bool IsServed(CollectionUse growth, IVariableDeclaratorOperation declarator)
    {
        for (var function = Ops.Function(growth.Place); function is not null
            && !Ops.Contains(function, declarator); function = Ops.Function(function))
            foreach (var taker in HandedLocals.Takers(function, growth.Body))
                if (taker is IArgumentOperation { Parent: IInvocationOperation call } && RemoteSources.Serves(call.TargetMethod.Name)
                    && (InitContext.IsEntry(growth.Body.Member) || TypeName.Of(call.TargetMethod.ContainingType)
                        .StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)))
                    return true;
        return false;
    }
}
