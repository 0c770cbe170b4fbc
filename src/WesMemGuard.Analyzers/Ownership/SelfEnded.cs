using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Entries of a collection that the work which the same code starts for them releases: the collection only knows of them.
/// </summary>
internal static class SelfEnded
{
    public static bool Contains(TypeWorld world, CollectionUse growth)
    {
        if (growth.Value is null)
            return false;
        foreach (var operation in growth.Value.DescendantsAndSelf())
            if (operation is ILocalReferenceOperation local && IsEnded(world, local.Local, growth))
                return true;
        return ResourceCarriers.Behind(growth.Value) is IObjectCreationOperation made && made.Descendants().Any(part =>
            part is ILocalReferenceOperation local && IsEnded(world, local.Local, growth));
    }

    private static bool IsEnded(TypeWorld world, ILocalSymbol entry, CollectionUse growth)
    {
        foreach (var mention in growth.Body.ReferencesTo(entry))
            if (RoleReader.In(world).Of(mention, growth.Body) == Role.Release
                && Ops.Ancestor<ICatchClauseOperation>(mention) is null && !IsWhenRefused(mention, growth.Place))
                return true;
        return false;
    }

    /// <summary>Where the collection didn't take it.</summary>
    private static bool IsWhenRefused(IOperation mention, IOperation growth)
    {
        for (var current = mention.Parent; current is not null; current = current.Parent)
            if (current is IConditionalOperation branch && Ops.Contains(branch.Condition, growth))
                return true;
        return false;
    }
}
