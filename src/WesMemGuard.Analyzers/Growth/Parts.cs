using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Collections that a type fills and another one declares: those of an object that it keeps for good, of a tuple in a
/// field, or of its base.
/// </summary>
internal static class Parts
{
    public static IEnumerable<Part> Of(TypeWorld world)
    {
        foreach (var group in Grouped(world, static mention => CollectionTypes.Contains(mention.Type)))
            if (Judge(world, group.Key.Holder, group.Value,
                UsageReader.OfPlaces(world, group.Value.ConvertAll(static found => ((IOperation)found.Place, found.Body)))) is { } part)
                yield return part;
        foreach (var grown in world.Bodies.SelectMany(static body => body.Members).Where(NonCollectionGrowth.IsText).Select(
            static text => text.Member).Distinct<ISymbol>(SymbolEqualityComparer.Default).ToList())
            foreach (var group in Grouped(world, mention => SymbolEqualityComparer.Default.Equals(mention.Member, grown)))
                if (Judge(world, group.Key.Holder, group.Value, NonCollectionGrowth.OfPlaces(world, group.Value)) is { } part)
                    yield return part with { IsOdd = true };
    }

    private static Part? Judge(TypeWorld world, ISymbol? holder, List<(IMemberReferenceOperation Place, Body Body)> places,
        List<CollectionUse> uses)
    {
        var member = places[0].Place.Member;
        if (!uses.Exists(static use => use.Kind == UseKind.Grow) || Marks.SaysBounded(member) || Interferes(world, member))
            return null;
        var owner = Declaring(world, member) is { } shown && LifetimeMap.Of(world.Scope).IsApp(shown) ? shown : world.Type;
        return new Part(member.OriginalDefinition, places[0].Place.Type!, uses, owner, holder is { IsStatic: true });
    }

    /// <summary>The class whose objects have the member: for one that a contract shows, the only class that fulfils it.</summary>
    private static INamedTypeSymbol? Declaring(TypeWorld world, ISymbol member) =>
        member.ContainingType.TypeKind == TypeKind.Interface ? Shown(world, member)?.ContainingType : member.ContainingType;

    /// <summary>The property that a contract's getter leads to: of one class alone, which keeps what it returns.</summary>
    private static IPropertySymbol? Shown(TypeWorld world, ISymbol member) =>
        member is IPropertySymbol { SetMethod: null, GetMethod: { } getter } && Implementations.Of(world.Scope).Behind(getter)
            is { Length: 1 } only && only[0].AssociatedSymbol is IPropertySymbol { SetMethod: null } property && IsAuto(property)
            ? property : null;

    private static Dictionary<(ISymbol? Holder, ISymbol Member), List<(IMemberReferenceOperation Place, Body Body)>> Grouped(
        TypeWorld world, Func<IMemberReferenceOperation, bool> isOne)
    {
        var found = new Dictionary<(ISymbol?, ISymbol), List<(IMemberReferenceOperation, Body)>>(PairComparer.Instance);
        foreach (var body in world.Bodies)
            foreach (var mention in body.Members)
                if (mention is IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false }
                    && isOne(mention) && !world.Owns(mention.Member.ContainingType)
                    && Holder(world, mention, body) is { } holder)
                {
                    var key = (holder.Symbol, mention.Member);
                    if (!found.TryGetValue(key, out var places))
                        found.Add(key, places = []);
                    places.Add((mention, body));
                }
        return found;
    }

    /// <summary>The field that keeps the object for good; no symbol for the object itself.</summary>
    private static Keeper? Holder(TypeWorld world, IMemberReferenceOperation mention, Body body)
    {
        var owner = mention.Member.ContainingType;
        var isTuple = owner.IsTupleType;
        if (!isTuple && (owner.DeclaringSyntaxReferences.IsEmpty
            || (owner.TypeKind != TypeKind.Class && Shown(world, mention.Member) is null)))
            return null;
        return Ops.Bare(mention.Instance) switch
        {
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } when !isTuple => new Keeper(null),
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol, Instance: null or IInstanceReferenceOperation } held
                when world.Owns(held.Member.ContainingType) && IsKept(world, held.Member) => new Keeper(held.Member.OriginalDefinition),
            IParameterReferenceOperation { Parameter: var given } when !isTuple && IsCaptured(given, body) => new Keeper(given),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map } when !isTuple => Entries(world, map),
            ILocalReferenceOperation { Local: var local } when !isTuple && Found(local, body) is { } map => Entries(world, map),
            _ => null,
        };
    }

    /// <summary>A parameter of the type itself, which an object keeps for its other members.</summary>
    private static bool IsCaptured(IParameterSymbol parameter, Body body) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor, DeclaringSyntaxReferences: { Length: 1 } places }
        && places[0].GetSyntax() is TypeDeclarationSyntax && !InitContext.IsConstruction(body.Member);

    /// <summary>The map that a local's value was found in.</summary>
    private static IOperation? Found(ILocalSymbol local, Body body)
    {
        if (Ops.Bare(body.InitialOf(local)) is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map })
            return map;
        foreach (var call in body.Calls)
            if (call.TargetMethod.Name == "TryGetValue" && call.Instance is { } asked
                && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.ArgumentAt(call, 1)), local))
                return asked;
        return null;
    }

    /// <summary>A map of the type that never loses an entry: what its entries hold stays.</summary>
    private static Keeper? Entries(TypeWorld world, IOperation map)
    {
        if (Ops.Bare(map) is not IFieldReferenceOperation { Field: var field } || !world.Owns(field.ContainingType)
            || !CollectionTypes.IsMap(field.Type) || !IsKept(world, field))
            return null;
        foreach (var (place, _) in world.UsesOf(field))
            if (Ops.Use(place) is IInvocationOperation call && MethodNames.Effect(call.TargetMethod.Name) == UseKind.Shrink
                || Ops.Use(place) is IArgumentOperation or IReturnOperation or IVariableInitializerOperation)
                return null;
        return new Keeper(field.OriginalDefinition);
    }

    /// <summary>Nothing but construction sets it.</summary>
    private static bool IsKept(TypeWorld world, ISymbol holder)
    {
        if (holder is IPropertySymbol { SetMethod: null } property)
            return IsAuto(property);
        if (holder is not IFieldSymbol field)
            return false;
        if (field.IsReadOnly)
            return true;
        foreach (var (place, body) in world.UsesOf(field))
            if (!InitContext.IsConstruction(body.Member) && Ops.Parent(place, out var child) is IAssignmentOperation put
                && ReferenceEquals(put.Target, child) && !IsChangedCopy(put, field))
                return false;
        return field.DeclaredAccessibility == Accessibility.Private;
    }

    /// <summary><c>_state = _state with { … }</c>: what isn't set anew stays.</summary>
    private static bool IsChangedCopy(IAssignmentOperation put, IFieldSymbol field) => Ops.Bare(put.Value) is IWithOperation copy
        && (SymbolEqualityComparer.Default.Equals(Ops.Symbol(copy.Operand), field) || LongerCopies.IsAlias(Ops.Bare(copy.Operand)!, field));

    private static bool IsAuto(IPropertySymbol property)
    {
        foreach (var member in property.ContainingType.GetMembers())
            if (member is IFieldSymbol { IsImplicitlyDeclared: true } field
                && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
                return true;
        return false;
    }

    private static bool Interferes(TypeWorld world, ISymbol member) => !member.ContainingType.IsTupleType
        && (ExternalUses.Of(world, member.OriginalDefinition).Interferes
            || (member.ContainingType.TypeKind == TypeKind.Interface && ExternalUses.Of(world, Shown(world, member)!).Interferes));

    /// <summary>One of them, with what the type does to it.</summary>
    internal sealed record Part(ISymbol Member, ITypeSymbol Type, List<CollectionUse> Uses, INamedTypeSymbol Owner, bool IsOfStatic)
    {
        /// <summary>No collection, but a text that grows like one.</summary>
        public bool IsOdd { get; init; }
    }

    private readonly struct Keeper(ISymbol? symbol)
    {
        public ISymbol? Symbol { get; } = symbol;
    }

    private sealed class PairComparer : IEqualityComparer<(ISymbol?, ISymbol)>
    {
        public static PairComparer Instance { get; } = new();

        public bool Equals((ISymbol?, ISymbol) left, (ISymbol?, ISymbol) right) =>
            SymbolEqualityComparer.Default.Equals(left.Item1, right.Item1)
            && SymbolEqualityComparer.Default.Equals(left.Item2, right.Item2);

        public int GetHashCode((ISymbol?, ISymbol) pair) =>
            (SymbolEqualityComparer.Default.GetHashCode(pair.Item1) * 31) + SymbolEqualityComparer.Default.GetHashCode(pair.Item2);
    }
}
