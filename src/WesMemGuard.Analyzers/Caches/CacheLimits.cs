using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Caches;

/// <summary>Whether a cache is made with a size limit.</summary>
internal static class CacheLimits
{
    /// <summary>
    /// True when the code that makes it sets one, false when it sets none, null when it is made elsewhere.
    /// </summary>
    public static bool? Of(TypeWorld world, CacheEntry entry)
    {
        var symbol = Ops.Symbol(Ops.Reached(entry.Cache));
        bool? limited = null;
        foreach (var body in world.Bodies)
            foreach (var creation in body.Creations)
                if (TypeName.Is(creation.Type, "Microsoft.Extensions.Caching.Memory.MemoryCache")
                    && SymbolEqualityComparer.Default.Equals(Destination.Of(creation).Symbol, symbol))
                    limited = SetsLimit(creation) || limited == true;
        return limited ?? (Registrations.Of(world.Scope).MentionsSizeLimit ? true : null);
    }

    /// <summary>Sets a limit itself, or is given options that somebody else made.</summary>
    private static bool SetsLimit(IObjectCreationOperation creation)
    {
        foreach (var operation in creation.Descendants())
            if (operation is IPropertyReferenceOperation { Property.Name: "SizeLimit" }
                || (operation is IParameterReferenceOperation or ILocalReferenceOperation or IMemberReferenceOperation
                    && (IsArgument(creation, operation) || operation.Type?.Name == "MemoryCacheOptions")))
                return true;
        return false;
    }

    private static bool IsArgument(IObjectCreationOperation creation, IOperation given) =>
        Ops.Parent(given, out _) is IArgumentOperation argument && ReferenceEquals(argument.Parent, creation)
        && argument.Parameter?.Type.Name is not "ILoggerFactory";
}
