using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Chains of nodes that grow at their end, from a first node that a field keeps for good.</summary>
internal static class LinkedTails
{
    /// <summary><c>_last.Next = item; _last = item;</c> where another field keeps the first one.</summary>
    public static bool Are(TypeWorld world, ISymbol last, IOperation place)
    {
        if (Ops.Parent(place, out _) is not IMemberReferenceOperation link
            || Ops.Parent(link, out var child) is not IAssignmentOperation put
            || !ReferenceEquals(put.Target, child) || Ops.Symbol(put.Value) is not ILocalSymbol and not IParameterSymbol)
            return false;
        var moves = false;
        foreach (var operation in Ops.FunctionRoot(place).Descendants())
            moves |= operation is ISimpleAssignmentOperation move && SymbolEqualityComparer.Default.Equals(Ops.Symbol(move.Target), last)
                && SymbolEqualityComparer.Default.Equals(Ops.Symbol(move.Value), Ops.Symbol(put.Value));
        return moves && HasFirst(world, last, place.Type!);
    }

    private static bool HasFirst(TypeWorld world, ISymbol last, ITypeSymbol node)
    {
        foreach (var member in last.ContainingType.GetMembers())
            if (member is IFieldSymbol field && !SymbolEqualityComparer.Default.Equals(field, last)
                && SymbolEqualityComparer.Default.Equals(field.Type, node) && StaysFirst(world, field))
                return true;
        return false;
    }

    /// <summary>Set by construction, or when there was none, and nothing is set in it.</summary>
    private static bool StaysFirst(TypeWorld world, IFieldSymbol field)
    {
        foreach (var (mention, body) in world.UsesOf(field))
        {
            var parent = Ops.Parent(mention, out var child);
            if (parent is ISimpleAssignmentOperation put && ReferenceEquals(put.Target, child)
                && !InitContext.IsConstruction(body.Member))
                return false;
            if (parent is IArgumentOperation { Parameter.RefKind: not RefKind.None })
                return false;
            if (parent is IMemberReferenceOperation part && Ops.Parent(part, out var inner) is IAssignmentOperation cut
                && ReferenceEquals(cut.Target, inner))
                return false;
        }
        return world.UsesOf(field).Count > 0;
    }
}
