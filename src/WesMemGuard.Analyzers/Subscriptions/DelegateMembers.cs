using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>Handlers that are added to a delegate which another object keeps in a field or property, as to an event.</summary>
internal static class DelegateMembers
{
    /// <summary>What is added to which member, where nothing in the type takes it out again.</summary>
    public static IEnumerable<(ICompoundAssignmentOperation Place, IMemberReferenceOperation Member)> Added(TypeWorld world, Body body)
    {
        foreach (var member in body.Members)
            if (Is(member) && Ops.Parent(member, out var child) is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } add
                && ReferenceEquals(add.Target, child) && !IsTakenOut(world, member.Member))
                yield return (add, member);
    }

    private static bool Is(IMemberReferenceOperation member) => member is IFieldReferenceOperation or IPropertyReferenceOperation
        && member.Type?.TypeKind == TypeKind.Delegate && Ops.Bare(member.Instance) is not IInstanceReferenceOperation;

    private static bool IsTakenOut(TypeWorld world, ISymbol member)
    {
        foreach (var body in world.Bodies)
            foreach (var other in body.Members)
                if (other.Type?.TypeKind == TypeKind.Delegate && SymbolEqualityComparer.Default.Equals(other.Member, member)
                    && Ops.Parent(other, out var child) is IAssignmentOperation put && ReferenceEquals(put.Target, child)
                    && put is not ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add })
                    return true;
        return false;
    }
}
