using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG1001: a static collection that only grows.</summary>
internal sealed class StaticGrowthRule : LeakRule
{
    public const string Id = "WMG1001";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Process);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        var told = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var collection in TrackedCollection.In(world))
            if (collection.IsStatic && CollectionGrowth.Unbounded(world, collection) is { } growth
                && told.Add(collection.Member)
                && !IsReached(world, collection.Member))
                report.At(Rule, growth.Place.Syntax.GetLocation(), !IsBoundedByProgram(world, collection, growth),
                    collection.Member.Name,
                    CollectionGrowth.Describe(collection));
        foreach (var member in world.Type.GetMembers())
            if (member is IPropertySymbol or IFieldSymbol && IsShared(world, member) && told.Add(member)
                && ExternalUses.Of(world, member) is { Interferes: false, Growth: { } place })
                report.At(Rule, place.GetLocation(), world.Type.DeclaredAccessibility != Accessibility.Public,
                    member.Name,
                    RuleTexts.OthersPutIn);
    }

    /// <summary>
    /// As many entries as the program has parts, as far as its shape and its names say: a suggestion.
    /// </summary>
    private static bool IsBoundedByProgram(TypeWorld world, TrackedCollection collection, CollectionUse growth)
    {
        var isNamedSo = (CollectionTypes.IsKeyed(collection.Type) && KeyNames.IsFewOfMany(growth.Key))
            || Registries.AreNamedSo(growth);
        return (isNamedSo && !ContinuousFeeding.IsProven(world, collection, growth))
            || (CodeParts.AreNamedSo(collection.Type) && !CodeParts.IsMadeFor(growth))
            || Registries.Are(collection, growth)
            || (CollectionTypes.IsKeyed(collection.Type) && KnownCallers.GiveNames(world, growth.Key));
    }

    /// <summary>Code of other types does more with it than look and put in.</summary>
    private static bool IsReached(TypeWorld world, ISymbol member) => ExternalReach.IsReached(world, member)
        && (!member.ContainingType.IsStatic || ExternalUses.Of(world, member).Interferes);

    /// <summary>
    /// A collection that others may reach and that the type itself neither shrinks nor replaces nor hands out.
    /// </summary>
    private static bool IsShared(TypeWorld world, ISymbol member)
    {
        var type = member switch
        {
            IPropertySymbol { IsStatic: true, SetMethod: null } property => property.Type,
            IFieldSymbol { IsStatic: true, IsReadOnly: true, IsImplicitlyDeclared: false } field => field.Type,
            _ => null,
        };
        if (!member.ContainingType.IsStatic || member.DeclaredAccessibility == Accessibility.Private
            || !CollectionTypes.Contains(type)
            || CollectionTypes.IsImmutable(type) || type!.Name == "StringBuilder" || Marks.SaysBounded(member))
            return false;
        if (CollectionTypes.IsMap(type)
            && (BoundedKeys.HasFewValues(((INamedTypeSymbol)type).TypeArguments.FirstOrDefault(), world.Scope,
            0) || CodeParts.KeepsBehaviour(type) || CodeParts.IsKeyedByKind(type)))
            return false;
        foreach (var collection in TrackedCollection.In(world))
            if (SymbolEqualityComparer.Default.Equals(collection.Member, member)
                && (collection.Any(UseKind.Shrink) || collection.Any(UseKind.Replace) || collection.Any(UseKind.Escape)
                || collection.Any(UseKind.BoundCheck)))
                return false;
        return true;
    }
}
