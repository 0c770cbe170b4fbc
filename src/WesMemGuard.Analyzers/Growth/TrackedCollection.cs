using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>A collection of a type, with what the type does to it.</summary>
internal sealed class TrackedCollection
{
    private TrackedCollection(ISymbol member, ITypeSymbol type, List<CollectionUse> uses)
    {
        Member = member;
        Owner = member.ContainingType;
        Type = type;
        Uses = uses;
    }

    public ISymbol Member { get; }

    public ITypeSymbol Type { get; }

    /// <summary>The type whose objects fill it; as a rule, the one that declares it.</summary>
    public INamedTypeSymbol Owner { get; private set; }

    public List<CollectionUse> Uses { get; }

    public bool IsStatic => Member.IsStatic;

    /// <summary>A type's mutable collections and what its code does to them; read once for all rules.</summary>
    public static List<TrackedCollection> In(TypeWorld world) => world.Part(static closed => Of(closed));

    /// <summary>All collections of a world whose every mention lies in it.</summary>
    private static List<TrackedCollection> Of(TypeWorld world)
    {
        var found = new List<TrackedCollection>();
        foreach (var member in world.MentionedMembers)
        {
            var type = member switch
            {
                IFieldSymbol { Type: INamedTypeSymbol { Name: "Lazy" or "ThreadLocal", TypeArguments: { Length: 1 } made } } => made[0],
                IFieldSymbol { IsConst: false } field => field.Type,
                IPropertySymbol { IsIndexer: false } property when (CollectionTypes.Contains(property.Type)
                    || (property is
                    {
                        SetMethod: not null, Type: IArrayTypeSymbol or { SpecialType: SpecialType.System_String }
                        or { TypeKind: TypeKind.Delegate }
                    })) && IsAuto(property) => property.Type,
                _ => null,
            };
            if (type is not null && (CollectionTypes.Contains(type) || OwnLists.Of(world.Scope).Contains(type))
                && !Marks.SaysBounded(member))
                Add(world, member, type, found);
            else if (type is not null && NonCollectionGrowth.Of(world, member, type) is { } uses && !Marks.SaysBounded(member))
                found.Add(new TrackedCollection(member, type, uses) { IsOdd = true });
        }
        foreach (var part in Parts.Of(world))
            found.Add(new TrackedCollection(part.Member, part.Type, part.Uses)
            {
                Owner = part.Owner,
                IsOfStatic = part.IsOfStatic,
                IsOdd = part.IsOdd,
                IsPart = true,
            });
        foreach (var (own, inherited, uses) in OwnCollections.Of(world))
            found.Add(new TrackedCollection(own, inherited, uses) { Owner = own, IsWhole = true });
        return found;
    }

    /// <summary>The collection, and what a map of collections keeps behind its keys.</summary>
    private static void Add(TypeWorld world, ISymbol member, ITypeSymbol type, List<TrackedCollection> found)
    {
        var outer = new TrackedCollection(member, type, UsageReader.OfMember(world, member));
        found.Add(outer);
        if (!CollectionTypes.IsMap(type) || CollectionTypes.Kept(type) is not { Name: not "StringBuilder" } kept
            || !CollectionTypes.Contains(kept) || CollectionTypes.IsImmutable(kept)
            || ((INamedTypeSymbol)type).TypeArguments.Length != 2
            || (BoundedKeys.DescribesCode(((INamedTypeSymbol)type).TypeArguments[0]) && !CollectionTypes.IsOfWeakReferences(kept)))
            return;
        var uses = UsageReader.OfInner(world, member);
        foreach (var use in outer.Uses)
            if (use.Kind is UseKind.Shrink or UseKind.Replace or UseKind.Escape or UseKind.BoundCheck)
                uses.Add(use);
        found.Add(new TrackedCollection(member, kept, uses) { IsInner = true });
    }

    /// <summary>A list type of the program's own: only waiters in it are judged.</summary>
    public bool IsOwnList => !IsOdd && !CollectionTypes.Contains(Type);

    /// <summary>A field that is no collection and grows like one.</summary>
    public bool IsOdd { get; private set; }

    /// <summary>The object itself is the collection, by its base.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>A part of an object of another type.</summary>
    public bool IsPart { get; private set; }

    /// <summary>A part of an object that a static member keeps.</summary>
    public bool IsOfStatic { get; private set; }

    /// <summary>Stands behind the keys of a map: there is one for each key.</summary>
    public bool IsInner { get; private set; }

    public static TrackedCollection OfLocal(TypeWorld world, ILocalSymbol local,
        Body body) => new(local, local.Type, UsageReader.OfLocal(world,
        local, body));

    public bool Any(UseKind kind)
    {
        foreach (var use in Uses)
            if (use.Kind == kind)
                return true;
        return false;
    }

    private static bool IsAuto(IPropertySymbol property)
    {
        foreach (var member in property.ContainingType.GetMembers())
            if (member is IFieldSymbol { IsImplicitlyDeclared: true } field
                && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
                return true;
        return false;
    }
}
