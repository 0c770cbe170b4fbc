using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>
/// Whether a class that derives from an abstract one is registered as a singleton; the classes' bases are read from syntax, once.
/// </summary>
internal sealed class Heirs(Compilation compilation, Registrations registrations)
{
    private const int MostSteps = 3;
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, List<string>>> _heirs = new(() => Read(compilation));

    public bool AreShared(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsAbstract: true } && _known.GetOrAdd(type.Name, name => Find(name, 0));

    private bool Find(string name, int step)
    {
        if (step > MostSteps || !_heirs.Value.TryGetValue(name, out var heirs))
            return false;
        foreach (var heir in heirs)
            if (heir != name && (registrations.IsSingleton(heir) || Find(heir, step + 1)))
                return true;
        return false;
    }

    private static Dictionary<string, List<string>> Read(Compilation compilation)
    {
        var heirs = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var node in tree.GetRoot()
                .DescendantNodes(node => node is not MemberDeclarationSyntax or TypeDeclarationSyntax or BaseNamespaceDeclarationSyntax))
                if (node is ClassDeclarationSyntax { BaseList: { } bases } heir)
                    foreach (var each in bases.Types)
                        if (LastName.Of(each.Type) is { } name)
                            Put(heirs, name, heir.Identifier.ValueText);
        return heirs;
    }

    private static void Put(Dictionary<string, List<string>> heirs, string name, string heir)
    {
        if (!heirs.TryGetValue(name, out var known))
            heirs.Add(name, known = []);
        known.Add(heir);
    }
}
