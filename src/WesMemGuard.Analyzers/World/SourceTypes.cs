using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.World;

/// <summary>All types that the compilation declares, nested ones too.</summary>
internal sealed class SourceTypes
{
    private readonly Lazy<List<INamedTypeSymbol>> _all;

    private SourceTypes(Compilation compilation) => _all = new Lazy<List<INamedTypeSymbol>>(() => Read(compilation));

    public IReadOnlyList<INamedTypeSymbol> All => _all.Value;

    public static SourceTypes Of(CompilationScope scope) => scope.Part(known => new SourceTypes(known.Compilation));

    private static List<INamedTypeSymbol> Read(Compilation compilation)
    {
        var found = new List<INamedTypeSymbol>();
        var open = new Stack<INamespaceOrTypeSymbol>();
        open.Push(compilation.Assembly.GlobalNamespace);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (next is INamedTypeSymbol type)
                found.Add(type);
            if (next is INamespaceSymbol space)
                foreach (var member in space.GetMembers())
                    open.Push(member);
            else
                foreach (var nested in next.GetTypeMembers())
                    open.Push(nested);
        }
        return found;
    }
}
