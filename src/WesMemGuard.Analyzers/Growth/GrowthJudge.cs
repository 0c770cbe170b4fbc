using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Hosting;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Decides whether a collection only grows; shared by the rules on static and on instance collections.</summary>
internal static class GrowthJudge
{
    /// <summary>The first use that grows it without bound; null when something bounds it or it can't be known.</summary>
    public static CollectionUse? Unbounded(TypeWorld world, Growing collection)
    {
        if (collection.Any(UseKind.Shrink) || collection.Any(UseKind.Replace) || collection.Any(UseKind.BoundCheck) || collection.Any(UseKind.Escape))
            return null;
        if (CollectionTypes.IsMap(collection.Type) && BoundedKeys.HasFewValues(KeyType(collection.Type), world.Scope, 0))
            return null;
        if (BoundedKeys.DescribesCode(CollectionTypes.Kept(collection.Type)) || CodeParts.Contains(collection.Type))
            return null;
        if (Pending.IsWaiter(CollectionTypes.Kept(collection.Type)))
            return null;
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Grow && Counts(use, world, collection))
                return use;
        return null;
    }

    /// <summary>What kind of growth it is, for the message.</summary>
    public static string Describe(Growing collection)
    {
        var kept = CollectionTypes.Kept(collection.Type);
        if (!CollectionTypes.IsMap(collection.Type))
            return collection.Type.Name.EndsWith("Set", StringComparison.Ordinal) ? "a seen-set that is never trimmed" : "an append-only collection";
        if (kept?.Name is "SemaphoreSlim" or "Lock" || (kept?.SpecialType == SpecialType.System_Object && collection.Member.Name.IndexOf("lock", StringComparison.OrdinalIgnoreCase) >= 0))
            return "a lock per key, never removed";
        if (kept is not null && TypeName.Derives(kept, "System.Threading.Channels.Channel"))
            return "a channel per key, never removed";
        return kept is not null && TypeName.Implements(kept, "System.IDisposable")
            ? "a map of disposables, never removed nor disposed"
            : "a cache keyed by a value that callers choose";
    }

    private static bool Counts(CollectionUse use, TypeWorld world, Growing collection)
    {
        if (InitContext.Contains(use.Body.Member) && Ops.Function(use.Place) is null)
            return false;
        if (SetsUpOnce(use))
            return false;
        var keyed = CollectionTypes.IsMap(collection.Type) || collection.Type.Name.EndsWith("Set", StringComparison.Ordinal);
        if (!keyed)
            return !(use.Value is { ConstantValue.HasValue: true });
        return !BoundedKeys.Contains(use.Key, world.Scope);
    }

    /// <summary>Private code that only constructors call.</summary>
    private static bool SetsUpOnce(CollectionUse use) => use.Body.Method is { Name: var name } && name.StartsWith("Init", StringComparison.Ordinal);

    private static ITypeSymbol? KeyType(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments: { Length: 2 } arguments } ? arguments[0] : null;
}
