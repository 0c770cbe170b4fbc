using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>Whether a class of this program that derives from an abstract one is registered as a singleton.</summary>
internal sealed class SingletonSubclasses(CompilationScope scope)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _working = new(SymbolEqualityComparer.Default);

    public static SingletonSubclasses Of(CompilationScope scope) => scope.Part(static known => new SingletonSubclasses(known));

    public bool AreShared(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class, IsAbstract: true }
        && !Registrations.Of(scope).AreEmpty && _known.GetOrAdd(type.OriginalDefinition, Find);

    /// <summary>The same for one that does work for others and is no value of a call.</summary>
    public bool Work(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class, IsAbstract: true }
        && _working.GetOrAdd(type.OriginalDefinition, known => SourceTypes.Of(scope).All.Any(each =>
            Derives(each, known) && Dependencies.Of(scope).IsOfBehaviour(each)));

    private bool Find(ISymbol type)
    {
        foreach (var each in SourceTypes.Of(scope).All)
            if (Registrations.Of(scope).IsSingleton(each) && Derives(each, type))
                return true;
        return false;
    }

    private static bool Derives(INamedTypeSymbol heir, ISymbol type)
    {
        for (var current = heir.BaseType; current is not null; current = current.BaseType)
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, type))
                return true;
        return false;
    }
}
