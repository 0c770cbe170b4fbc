using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Entries whose value the same call disposes when it ends, and which it leaves where they are: only another outcome takes
/// them out.
/// </summary>
internal static class EndedHere
{
    public static IEnumerable<IOperation> Of(TypeWorld world, TrackedCollection collection)
    {
        if (collection.IsInner || collection.IsOdd || collection.IsOwnList || collection.Any(UseKind.Escape)
            || collection.Any(UseKind.BoundCheck) || Sweeps.Exist(collection))
            yield break;
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Grow && use.Body.Method is { MethodKind: MethodKind.Ordinary }
                && Values(use).Any(value => IsDisposed(use, value)) && !IsTakenOut(world, collection, use)
                && !BoundedKeys.Contains(use.Key, world.Scope))
                yield return use.Place;
    }

    /// <summary>What is put in, or what the object that is put in is made of.</summary>
    private static IEnumerable<ISymbol> Values(CollectionUse growth)
    {
        if (Ops.Symbol(growth.Value) is { } whole and (ILocalSymbol or IParameterSymbol))
            yield return whole;
        if (Ops.Bare(growth.Value) is IObjectCreationOperation made)
            foreach (var argument in made.Arguments)
                if (Ops.Symbol(argument.Value) is { } part and (ILocalSymbol or IParameterSymbol))
                    yield return part;
    }

    /// <summary>Declared by a using in the function that puts it in, or disposed there on every way.</summary>
    private static bool IsDisposed(CollectionUse growth, ISymbol value)
    {
        var function = Ops.FunctionRoot(growth.Place);
        foreach (var declarator in growth.Body.Locals)
            if (SymbolEqualityComparer.Default.Equals(declarator.Symbol, value) && declarator.Initializer is { } made
                && Destination.Of(made.Value).Kind == DestinationKind.Using)
                return ReferenceEquals(Ops.FunctionRoot(declarator), function);
        foreach (var mention in growth.Body.ReferencesTo(value))
            if (Ops.Use(mention) is IInvocationOperation { TargetMethod.Name: "Dispose" or "DisposeAsync" } end
                && end.Syntax.SpanStart > growth.Place.Syntax.SpanStart && ReferenceEquals(Ops.FunctionRoot(end), function)
                && Ops.Ancestor<ICatchClauseOperation>(end) is null && IsUnconditional(end, growth.Place))
                return true;
        return false;
    }

    /// <summary>No branch lies around it that does not lie around the growth, too.</summary>
    private static bool IsUnconditional(IOperation end, IOperation growth)
    {
        for (var outer = end.Parent; outer is not null; outer = outer.Parent)
            if (outer is IConditionalOperation branch && (!Ops.Contains(branch, growth) || Ops.Contains(branch.Condition, growth)))
                return false;
        return true;
    }

    private static bool IsTakenOut(TypeWorld world, TrackedCollection collection, CollectionUse growth)
    {
        if (growth.Body.Root.Descendants().Any(EntryRemovals.Of(world, collection, growth.Body)))
            return true;
        foreach (var (_, caller) in world.CallersOf(growth.Body.Method!))
            if (caller.Root.Descendants().Any(EntryRemovals.Of(world, collection, caller)))
                return true;
        return false;
    }
}
