using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.World;


namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Key types without equality of their own of which the program makes one for each call: no key is ever found again.
/// </summary>
internal sealed class IdentityKeys(CompilationScope scope)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    public static IdentityKeys Of(CompilationScope scope) => scope.Part(known => new IdentityKeys(known));

    public bool Contains(ITypeSymbol? type) =>
        type is INamedTypeSymbol
        {
            TypeKind: TypeKind.Class, IsRecord: false, IsAbstract: false,
            DeclaringSyntaxReferences.IsEmpty: false
        } named && !HasEquality(named)
            && _known.GetOrAdd(named.OriginalDefinition, IsMadePerCall);

    public static bool HasEquality(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
            foreach (var member in current.GetMembers("Equals"))
                if (member is IMethodSymbol { IsOverride: true, Parameters.Length: 1 })
                    return true;
        return false;
    }

    /// <summary>Some method with a parameter makes one.</summary>
    private bool IsMadePerCall(ISymbol type) => Mentions.Of(scope).Of(type, IsMadePerCall).Any();

    private static bool IsMadePerCall(SimpleNameSyntax mention) => ExternalReach.IsMade(mention)
        && mention.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { ParameterList.Parameters.Count: > 0 } method
        && !method.Modifiers.Any(SyntaxKind.StaticKeyword);
}
