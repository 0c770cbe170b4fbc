using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.World;

/// <summary>A type with its nested types and all their code: the closed world in which private members live.</summary>
internal sealed class TypeWorld(INamedTypeSymbol type, CompilationScope scope)
{
    private static readonly List<(IMemberReferenceOperation, Body)> NoUses = [];
    private readonly List<Body> _bodies = [];
    private readonly Dictionary<Type, object> _parts = [];
    private readonly Dictionary<ISymbol, List<(IMemberReferenceOperation Place, Body Body)>> _uses =
        new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Body> _byMethod = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<(IInvocationOperation Call, Body Body)>> _callers =
        new(SymbolEqualityComparer.Default);

    public INamedTypeSymbol Type { get; } = type;

    public CompilationScope Scope { get; } = scope;

    public IReadOnlyList<Body> Bodies => _bodies;

    /// <summary>
    /// What a room of rules knows of this type: made on first use, once. A world is judged by one thread.
    /// </summary>
    public T Part<T>(Func<TypeWorld, T> make) where T : class
    {
        if (_parts.TryGetValue(typeof(T), out var known))
            return (T)known;
        var made = make(this);
        _parts[typeof(T)] = made;
        return made;
    }

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
            if (current.Name == Type.Name && SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, Type))
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
