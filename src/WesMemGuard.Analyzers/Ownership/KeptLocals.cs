using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>Fresh resources that a function puts into a local first and then into a private field of its object.</summary>
internal static class KeptLocals
{
    /// <summary>The field, when it is the only place that the local goes to.</summary>
    public static ISymbol? MemberOf(TypeWorld world, IOperation fresh, Body body)
    {
        if (Destination.Of(fresh) is not { Kind: DestinationKind.Local, Symbol: { } local })
            return null;
        ISymbol? member = null;
        foreach (var mention in RoleReader.In(world).Discharges(local, body))
        {
            if (Ops.Parent(mention, out var child) is not ISimpleAssignmentOperation put || !ReferenceEquals(put.Value, child)
                || put.Parent is not IExpressionStatementOperation
                || Ops.Bare(put.Target) is not IFieldReferenceOperation
                {
                    Instance: IInstanceReferenceOperation,
                    Field: { IsStatic: false, DeclaredAccessibility: Accessibility.Private } field
                }
                || !world.Owns(field.ContainingType)
                || (member is not null && !SymbolEqualityComparer.Default.Equals(member, field.OriginalDefinition)))
                return null;
            member = field.OriginalDefinition;
        }
        return member;
    }
}
