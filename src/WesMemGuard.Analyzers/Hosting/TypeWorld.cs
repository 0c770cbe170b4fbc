using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Queues;

namespace WesMemGuard.Analyzers.Hosting;

/// <summary>A type with its nested types and all their code: the closed world in which private members live.</summary>
internal sealed class TypeWorld(INamedTypeSymbol type, CompilationScope scope)
{
    private static readonly List<(IMemberReferenceOperation, Body)> NoUses = [];
    private readonly List<Body> _bodies = [];
    private List<Growing>? _collections;
    private RoleReader? _roles;
    private List<ChannelPlaces>? _channels;
    private readonly Dictionary<ISymbol, List<(IMemberReferenceOperation Place, Body Body)>> _uses = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Body> _byMethod = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<(IInvocationOperation Call, Body Body)>> _callers = new(SymbolEqualityComparer.Default);

    public INamedTypeSymbol Type { get; } = type;

    public CompilationScope Scope { get; } = scope;

    public IReadOnlyList<Body> Bodies => _bodies;

    /// <summary>The type's mutable collections and what its code does to them; read once for all rules.</summary>
    public IReadOnlyList<Growing> Collections => _collections ??= Growing.Of(this);

    /// <summary>The channels the type creates.</summary>
    public IReadOnlyList<ChannelPlaces> Channels => _channels ??= ChannelPlaces.Of(this);

    /// <summary>Reads roles of mentions in this world.</summary>
    public RoleReader Roles => _roles ??= new RoleReader(this);

    /// <summary>The members of this world that are mentioned anywhere in it.</summary>
    public IEnumerable<ISymbol> MentionedMembers => _uses.Keys;

    /// <summary>Takes one member's blocks; called concurrently by the compiler.</summary>
    public void Read(OperationBlockAnalysisContext context)
    {
        foreach (var block in context.OperationBlocks)
        {
            if (block.Kind == OperationKind.Attribute)
                continue;
            var body = new Body(context.OwningSymbol, block);
            body.Read();
            lock (_bodies)
                _bodies.Add(body);
        }
    }

    /// <summary>Sorts and indexes what was read; answers the number of bodies.</summary>
    public int Close()
    {
        _bodies.Sort(InSourceOrder);
        foreach (var body in _bodies)
        {
            if (!_byMethod.TryGetValue(body.Member, out var known) || known.Root is not IBlockOperation)
                _byMethod[body.Member] = body;
            foreach (var place in body.Members)
                if (Owns(place.Member.ContainingType))
                    Add(_uses, place.Member.OriginalDefinition, (place, body));
            foreach (var call in body.Calls)
                if (Owns(call.TargetMethod.ContainingType))
                    Add(_callers, call.TargetMethod.OriginalDefinition, (call, body));
        }
        return _bodies.Count;
    }

    public bool Owns(INamedTypeSymbol? candidate)
    {
        for (var current = candidate; current is not null; current = current.ContainingType)
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, Type))
                return true;
        return false;
    }

    public IReadOnlyList<(IMemberReferenceOperation Place, Body Body)> UsesOf(ISymbol member) =>
        _uses.TryGetValue(member.OriginalDefinition, out var uses) ? uses : NoUses;

    public IReadOnlyList<(IInvocationOperation Call, Body Body)> CallersOf(IMethodSymbol method) =>
        _callers.TryGetValue(method.OriginalDefinition, out var calls) ? calls : [];

    /// <summary>The body of a method of this world, or null for foreign, abstract and generated ones.</summary>
    public Body? BodyOf(IMethodSymbol method) =>
        _byMethod.TryGetValue((method.ReducedFrom ?? method).OriginalDefinition, out var body) ? body : null;

    private static void Add<T>(Dictionary<ISymbol, List<T>> index, ISymbol key, T item)
    {
        if (!index.TryGetValue(key, out var list))
            index.Add(key, list = []);
        list.Add(item);
    }

    private static int InSourceOrder(Body left, Body right)
    {
        var file = string.CompareOrdinal(left.Root.Syntax.SyntaxTree.FilePath, right.Root.Syntax.SyntaxTree.FilePath);
        return file != 0 ? file : left.Root.Syntax.SpanStart.CompareTo(right.Root.Syntax.SpanStart);
    }
}
