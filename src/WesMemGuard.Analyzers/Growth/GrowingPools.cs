using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Takings of a pool that put back what doesn't fit and return a new one, which comes back as well: the pool has one more
/// each time.
/// </summary>
internal static class GrowingPools
{
    public static bool Are(TrackedCollection pool, CollectionUse removal)
    {
        if (CollectionTypes.IsKeyed(pool.Type) || removal.Place is not IInvocationOperation taking || Taken(taking) is not { } one
            || !pool.Uses.Exists(use => IsPutBack(use, removal, one)) || !pool.Uses.Exists(use => IsGiven(use, removal)))
            return false;
        foreach (var operation in Ops.FunctionRoot(taking).Descendants())
            if (operation is IReturnOperation { ReturnedValue: { } answer } && operation.Syntax.SpanStart > taking.Syntax.SpanStart
                && Ops.Bare(answer) is IArrayCreationOperation or IObjectCreationOperation)
                return true;
        return false;
    }

    /// <summary>What goes in was taken out by the same function.</summary>
    public static bool ArePutBack(CollectionUse removal, CollectionUse growth) =>
        removal.Place is IInvocationOperation taking && Taken(taking) is { } one && IsPutBack(growth, removal, one);

    /// <summary>The local that gets what was taken.</summary>
    private static ISymbol? Taken(IInvocationOperation taking)
    {
        foreach (var argument in taking.Arguments)
            if (argument.Parameter?.RefKind == RefKind.Out)
                return Ops.Symbol(argument.Value) as ILocalSymbol;
        return Destination.Of(taking) is { Kind: DestinationKind.Local, Symbol: ILocalSymbol local } ? local : null;
    }

    private static bool IsPutBack(CollectionUse use, CollectionUse removal, ISymbol one) => use.Kind == UseKind.Grow
        && ReferenceEquals(Ops.FunctionRoot(use.Place), Ops.FunctionRoot(removal.Place))
        && SymbolEqualityComparer.Default.Equals(Ops.Symbol(use.Value), one);

    /// <summary>Other code puts in what it is given, whatever there is.</summary>
    private static bool IsGiven(CollectionUse use, CollectionUse removal) => use.Kind == UseKind.Grow
        && !ReferenceEquals(use.Body, removal.Body) && Ops.Symbol(use.Value) is IParameterSymbol
        && Ops.Ancestor<IConditionalOperation>(use.Place) is null;
}
