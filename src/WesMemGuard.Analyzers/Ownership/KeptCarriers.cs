using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Objects that hold something fresh and are put into a private member again and again, while the one before is still there.
/// </summary>
internal static class KeptCarriers
{
    public static IEnumerable<(IOperation Place, ITypeSymbol Part, ISymbol Member)> Overwritten(TypeWorld world, Body body)
    {
        foreach (var mention in body.Members)
            if (mention is IFieldReferenceOperation { Field: { IsStatic: false, DeclaredAccessibility: Accessibility.Private } field }
                && Ops.Parent(mention, out var child) is ISimpleAssignmentOperation put && ReferenceEquals(put.Target, child)
                && ResourceCarriers.Of(world.Scope).Contain(field.Type) && world.Owns(field.ContainingType)
                && FactoryMethods.Of(world.Scope).FreshIn(ResourceCarriers.Behind(put.Value)) is { } fresh
                && RoleReader.In(world).IsLetGo(field) && FieldOverwrite.Of(world, put, field, body) == true)
                yield return (put, Tasks.Result(fresh.Part.Type)!, field);
    }
}
