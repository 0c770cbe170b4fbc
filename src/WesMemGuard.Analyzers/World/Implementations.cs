using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.World;

/// <summary>
/// The methods of this compilation that run when a method is called: itself, or what implements or overrides it.
/// </summary>
internal sealed class Implementations(CompilationScope scope)
{
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IMethodSymbol>> _known =
        new(SymbolEqualityComparer.Default);

    public static Implementations Of(CompilationScope scope) => scope.Part(known => new Implementations(known));

    public ImmutableArray<IMethodSymbol> Behind(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (definition.DeclaringSyntaxReferences.IsEmpty)
            return ImmutableArray<IMethodSymbol>.Empty;
        return definition.IsAbstract || definition.IsVirtual || definition.IsOverride
            ? _known.GetOrAdd(definition, Find) : ImmutableArray.Create(definition);
    }

    private ImmutableArray<IMethodSymbol> Find(ISymbol symbol)
    {
        var method = (IMethodSymbol)symbol;
        var found = ImmutableArray.CreateBuilder<IMethodSymbol>();
        if (!method.IsAbstract)
            found.Add(method);
        foreach (var type in SourceTypes.Of(scope).All)
            if (type.TypeKind is TypeKind.Class or TypeKind.Struct && In(type, method) is { IsAbstract: false } own)
                found.Add(own.OriginalDefinition);
        return found.ToImmutable();
    }

    private static IMethodSymbol? In(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
            return Implements(type, method);
        foreach (var member in type.GetMembers(method.Name))
            if (member is IMethodSymbol { IsOverride: true, OverriddenMethod: { } overridden } own
                && Same(overridden, method))
                return own;
        return null;
    }

    private static IMethodSymbol? Implements(INamedTypeSymbol type, IMethodSymbol method)
    {
        foreach (var contract in type.AllInterfaces)
        {
            if (!Same(contract, method.ContainingType))
                continue;
            foreach (var member in contract.GetMembers(method.Name))
                if (Same(member, method))
                    return type.FindImplementationForInterfaceMember(member) as IMethodSymbol is { } own
                        && Same(own.ContainingType, type) ? own : null;
        }
        return null;
    }

    private static bool Same(ISymbol left,
        ISymbol right) => SymbolEqualityComparer.Default.Equals(left.OriginalDefinition,
        right.OriginalDefinition);
}
