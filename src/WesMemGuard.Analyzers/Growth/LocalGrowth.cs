using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Hosting;
using WesMemGuard.Analyzers.Queues;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Collections in locals that never go: filled in each turn of an endless loop, or by what a program's entry hands to its server.</summary>
internal static class LocalGrowth
{
    public static IEnumerable<(Growing Collection, CollectionUse Growth)> Of(TypeWorld world, Body body)
    {
        foreach (var declarator in body.Collections)
            if (Growing.OfLocal(world, declarator.Symbol, body) is { } collection && Unbounded(world, collection, declarator) is { } growth)
                yield return (collection, growth);
    }

    private static CollectionUse? Unbounded(TypeWorld world, Growing collection, IVariableDeclaratorOperation declarator)
    {
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Grow && (GrowsForever(use, declarator) || IsServed(use, declarator)))
                return GrowthJudge.Unbounded(world, collection) is null ? null : use;
        return null;
    }

    private static bool GrowsForever(CollectionUse growth, IVariableDeclaratorOperation declarator) =>
        EndlessLoops.Around(growth.Place) is { } loop && !Ops.Contains(loop, declarator);

    /// <summary>Captured by a handler of a web program's requests.</summary>
    private static bool IsServed(CollectionUse growth, IVariableDeclaratorOperation declarator)
    {
        if (!InitContext.IsEntry(growth.Body.Member))
            return false;
        for (var function = Ops.Function(growth.Place); function is not null && !Ops.Contains(function, declarator); function = Ops.Function(function))
            if (RemoteSources.IsHandedOver(function, "Map"))
                return true;
        return false;
    }
}
