using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>
/// Publishers that neither a constructor's nor a method's parameter of the type itself brings: a container or the base
/// class does.
/// </summary>
internal static class InheritedPublishers
{
    /// <summary>Set from outside by a container or a parent component.</summary>
    public static bool IsInjected(ISymbol member) =>
        Marks.Has(member, "Inject") || Marks.Has(member, "Parameter")
            || Marks.Has(member, "CascadingParameter") || Marks.Has(member, "Import")
            || Marks.Has(member, "FromServices");

    /// <summary>A member of a base class of this program whose constructor takes an object of the same type.</summary>
    public static bool IsGiven(IMemberReferenceOperation reference)
    {
        if (reference.Instance is not IInstanceReferenceOperation || reference.Member.Locations.Length == 0
            || !reference.Member.Locations[0].IsInSource || reference.Type is not { } type)
            return false;
        foreach (var constructor in reference.Member.ContainingType.InstanceConstructors)
            foreach (var parameter in constructor.Parameters)
                if (SymbolEqualityComparer.Default.Equals(parameter.Type, type))
                    return true;
        return false;
    }
}
