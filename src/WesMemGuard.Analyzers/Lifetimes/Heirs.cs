using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>Whether a class that derives from an abstract one is registered as a singleton; read from syntax, for each type that is asked for.</summary>
internal sealed class Heirs(Compilation compilation, Registrations registrations)
{
    private const int MostSteps = 3;
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public bool AreShared(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class, IsAbstract: true } && _known.GetOrAdd(type.Name, name => Find(name, 0));

    private bool Find(string name, int step)
    {
        if (step > MostSteps)
            return false;
        foreach (var tree in compilation.SyntaxTrees)
            if (Words.AreIn(tree.GetText(), name, []))
                foreach (var node in tree.GetRoot().DescendantNodes(node => node is not MemberDeclarationSyntax or TypeDeclarationSyntax or BaseNamespaceDeclarationSyntax))
                    if (node is ClassDeclarationSyntax { BaseList: { } bases } heir && heir.Identifier.ValueText != name && Names(bases, name) && (registrations.IsSingleton(heir.Identifier.ValueText) || Find(heir.Identifier.ValueText, step + 1)))
                        return true;
        return false;
    }

    private static bool Names(BaseListSyntax bases, string name)
    {
        foreach (var each in bases.Types)
            if ((each.Type as SimpleNameSyntax ?? (each.Type as QualifiedNameSyntax)?.Right)?.Identifier.ValueText == name)
                return true;
        return false;
    }
}
