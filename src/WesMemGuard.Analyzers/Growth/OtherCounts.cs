using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Removals that only the count of another collection brings, which loses entries on other ways, too: while that one has room,
/// nothing is taken out of this one.
/// </summary>
internal static class OtherCounts
{
    public static bool Decide(TypeWorld world, TrackedCollection collection, CollectionUse removal)
    {
        if (collection.IsInner || Asked(removal.Place, collection) is not { } other)
            return false;
        foreach (var (mention, body) in world.UsesOf(other))
            if (Ops.Use(mention) is IInvocationOperation { TargetMethod: { Name: "Remove" or "TryRemove", Parameters.Length: > 0 } }
                && !ReferenceEquals(body, removal.Body) && !collection.Uses.Exists(use =>
                    use.Kind is UseKind.Shrink or UseKind.Replace && ReferenceEquals(use.Body, body)))
                return true;
        return false;
    }

    /// <summary>The member whose count alone the condition around the removal compares.</summary>
    private static ISymbol? Asked(IOperation removal, TrackedCollection collection)
    {
        var child = removal;
        for (var outer = removal.Parent; outer is not null; child = outer, outer = outer.Parent)
        {
            var condition = outer switch
            {
                IWhileLoopOperation loop => loop.Condition,
                IConditionalOperation branch when !ReferenceEquals(branch.Condition, child) => branch.Condition,
                _ => null,
            };
            if (condition is null)
                continue;
            ISymbol? other = null;
            foreach (var operation in condition.DescendantsAndSelf())
                if (operation is IPropertyReferenceOperation { Property.Name: "Count", Instance: { } counted }
                    && Ops.Bare(counted) is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member
                    && CollectionTypes.Contains(member.Type)
                    && operation.Parent is IBinaryOperation { OperatorKind: var kind }
                    && kind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual)
                    if (SymbolEqualityComparer.Default.Equals(member.Member.OriginalDefinition, collection.Member))
                        return null;
                    else
                        other = member.Member.OriginalDefinition;
            return other;
        }
        return null;
    }
}
