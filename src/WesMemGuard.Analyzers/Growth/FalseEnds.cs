using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Removals that can't reach all that has been put in. A sound one ends it sooner or later: all at once, by age, by a limit, by a
/// consumer, or each entry at the end of what it stands for.
/// </summary>
internal static class FalseEnds
{
    /// <summary>Something that is put in stays, although this takes out.</summary>
    public static bool Contain(TypeWorld world, TrackedCollection collection, CollectionUse removal) =>
        OwnNumbers.AreAnswered(collection) || RolledBack.AreInstead(world, collection, removal);

    /// <summary>The removal itself says that entries are meant to go, and cannot reach them.</summary>
    public static bool AreMeant(TypeWorld world, TrackedCollection collection, CollectionUse removal) =>
        YoungestFirst.Are(collection, removal) || SpareCounts.Decide(collection, removal) || IsOfOneNumber(collection, removal)
        || WholeMessages.Wait(collection, removal) || TakesOneOfTwo(world, collection, removal)
        || RolledBack.Are(world, collection, removal);

    /// <summary>
    /// The key is a distance away from the one that has just come: where numbers are left out, what was kept under them stays.
    /// </summary>
    private static bool IsOfOneNumber(TrackedCollection collection, CollectionUse removal)
    {
        if (!CollectionTypes.IsMap(collection.Type) || removal.Place is not IInvocationOperation call || Ops.Loop(call) is not null
            || call.TargetMethod is not { Name: "Remove" or "TryRemove" }
            || Ops.ArgumentAt(call, call.Instance is null ? 1 : 0) is not { } key)
            return false;
        var asked = Ops.Symbol(key) is ILocalSymbol local ? removal.Body.InitialOf(local) : key;
        if (Ops.Bare(asked) is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, LeftOperand: var newest }
            || Ops.Symbol(newest) is not IParameterSymbol { ContainingSymbol: IMethodSymbol method } number
            || method.DeclaredAccessibility == Accessibility.Private)
            return false;
        return collection.Uses.Exists(use => use.Kind == UseKind.Grow && ReferenceEquals(use.Body, removal.Body)
            && SymbolEqualityComparer.Default.Equals(Ops.Symbol(use.Key), number));
    }

    /// <summary>
    /// One item goes for one that this very function puts in, and other code puts in more of them: no limit is asked.
    /// </summary>
    private static bool TakesOneOfTwo(TypeWorld world, TrackedCollection collection, CollectionUse removal)
    {
        if (CollectionTypes.IsKeyed(collection.Type) || collection.IsInner || collection.Any(UseKind.BoundCheck)
            || !IsOneAfterAnother(removal)
            || !collection.Uses.TrueForAll(use => use.Kind != UseKind.Replace && (use.Kind != UseKind.Shrink
                || (IsOneAfterAnother(use) && IsBehindGrowth(collection, use)))))
            return false;
        return collection.Uses.Exists(use => use.Kind == UseKind.Grow && IsOpen(use)
            && !use.Body.Root.Descendants().Any(EntryRemovals.Of(world, collection, use.Body)));
    }

    private static bool IsOpen(CollectionUse growth) => growth.Body.Method is { MethodKind: MethodKind.Ordinary } method
        && method.DeclaredAccessibility != Accessibility.Private;

    private static bool IsOneAfterAnother(CollectionUse removal) => Ops.Loop(removal.Place) is null
        && removal.Place is IInvocationOperation
        {
            TargetMethod.Name: "RemoveFirst" or "RemoveLast" or "RemoveAt" or "Dequeue" or "TryDequeue"
        };

    private static bool IsBehindGrowth(TrackedCollection collection, CollectionUse removal) => collection.Uses.Exists(use =>
        use.Kind == UseKind.Grow && ReferenceEquals(Ops.FunctionRoot(use.Place), Ops.FunctionRoot(removal.Place))
        && use.Place.Syntax.SpanStart < removal.Place.Syntax.SpanStart && Ops.Ancestor<IConditionalOperation>(removal.Place) is not null);
}
