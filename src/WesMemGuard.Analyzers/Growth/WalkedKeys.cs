using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Keys that a loop takes from an array or a list which the object got when it was made: always the same ones.</summary>
internal static class WalkedKeys
{
    public static bool Are(TypeWorld world, CollectionUse growth) => Ops.Symbol(growth.Key) is ILocalSymbol key
        && Ops.WalkOf(key, growth.Place) is { Collection: var all }
        && Ops.Bare(all) is IMemberReferenceOperation { Instance: IInstanceReferenceOperation } walked && IsFixed(world, walked.Member);

    /// <summary>Set by construction alone, and only looked at.</summary>
    private static bool IsFixed(TypeWorld world, ISymbol member)
    {
        if (member is not (IFieldSymbol or IPropertySymbol { SetMethod: null }) || !world.Owns(member.ContainingType))
            return false;
        foreach (var (place, body) in world.UsesOf(member))
        {
            var isSet = Ops.Parent(place, out var child) is IAssignmentOperation put && ReferenceEquals(put.Target, child);
            if (isSet && !InitContext.IsConstruction(body.Member))
                return false;
            if (Ops.Use(place) is IInvocationOperation call && MethodNames.Effect(call.TargetMethod.Name) != UseKind.Read)
                return false;
        }
        return true;
    }
}
