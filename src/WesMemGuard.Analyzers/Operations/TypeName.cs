using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>
/// Full names of types without arity, so that a type declared in source stands for the one of a missing package.
/// </summary>
internal static class TypeName
{
    private static readonly ConditionalWeakTable<ISymbol, string> Names = new();

    /// <summary>
    /// For example <c>System.Collections.Generic.Dictionary</c>; empty for arrays, type parameters and error types
    /// without name.
    /// </summary>
    public static string Of(ITypeSymbol? type) =>
        type is INamedTypeSymbol named ? Names.GetValue(named.OriginalDefinition, Build) : "";

    public static bool Is(ITypeSymbol? type, string name) =>
        type is INamedTypeSymbol named && Ends(name, named.Name) && Of(type) == name;

    /// <summary>The full name ends like this: most types are told apart without making up their own.</summary>
    private static bool Ends(string full, string name) => full.EndsWith(name, StringComparison.Ordinal);

    /// <summary>Whether the type, a base type or an interface of it has one of the names.</summary>
    public static bool Derives(ITypeSymbol? type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (Ends(name, current.Name) && Of(current) == name)
                return true;
        return type is not null && Implements(type, name);
    }

    public static bool Implements(ITypeSymbol type, string name)
    {
        foreach (var contract in type.AllInterfaces)
            if (Ends(name, contract.Name) && Of(contract) == name)
                return true;
        return type.BaseType is { TypeKind: TypeKind.Error } unknown && Of(unknown) == name;
    }

    /// <summary>Can be disposed, in one way or the other.</summary>
    public static bool IsDisposable(ITypeSymbol type) =>
        Implements(type, "System.IDisposable") || Implements(type, "System.IAsyncDisposable");

    /// <summary>Whether the type, a base type or an interface of it is in the set.</summary>
    public static bool DerivesFromAny(ITypeSymbol? type, ICollection<string> names)
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (names.Contains(Of(current)))
                return true;
        if (type is null)
            return false;
        foreach (var contract in type.AllInterfaces)
            if (names.Contains(Of(contract)))
                return true;
        return false;
    }

    private static string Build(ISymbol symbol)
    {
        var name = symbol.Name;
        if (symbol is IErrorTypeSymbol && UnboundNames.Full.TryGetValue(name, out var full))
            return full;
        for (var outer = symbol.ContainingSymbol; outer is not null; outer = outer.ContainingSymbol)
        {
            if (outer is INamespaceSymbol { IsGlobalNamespace: true } or IModuleSymbol or IAssemblySymbol)
                break;
            name = outer.Name + "." + name;
        }
        return name;
    }
}
