using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.World;

/// <summary>
/// The places of a compilation where code names a symbol: found by the word, decided by what the compiler binds it to.
/// Comments, texts and members of the same name elsewhere are none.
/// </summary>
internal sealed class Mentions(CompilationScope scope)
{
    private readonly ConcurrentDictionary<string, Spelling> _spelled = new(StringComparer.Ordinal);

    public static Mentions Of(CompilationScope scope) => scope.Part(known => new Mentions(known));

    /// <summary>Names in code that are spelled so, whatever they mean.</summary>
    public static IEnumerable<SimpleNameSyntax> Named(SyntaxTree tree, string name)
    {
        if (!TreeWords.MayHave(tree, name))
            yield break;
        foreach (var at in WordPlaces.In(tree.GetText(), name))
            if (tree.GetRoot().FindToken(at) is { Parent: SimpleNameSyntax mention } token && token.Span.Contains(at)
                && token.ValueText == name)
                yield return mention;
    }

    /// <summary>Names in code of the whole compilation that are spelled so, whatever they mean.</summary>
    public IEnumerable<SimpleNameSyntax> Named(string name)
    {
        var spelling = _spelled.GetOrAdd(name, Read);
        for (var file = 0; file < spelling.Files.Count; file++)
            foreach (var mention in spelling.Places[file] ??= [.. Named(spelling.Files[file], name)])
                yield return mention;
    }

    /// <summary>Where a member or type is named.</summary>
    /// <param name="symbol">The member or type.</param>
    /// <param name="matters">
    /// Whether a place of that spelling would change the answer, told by its syntax: no other is bound, since that takes the
    /// whole member around it to be bound.
    /// </param>
    public IEnumerable<SimpleNameSyntax> Of(ISymbol symbol, Func<SimpleNameSyntax, bool>? matters = null)
    {
        foreach (var mention in Named(symbol.Name))
            if ((matters is null || matters(mention)) && Means(mention, symbol))
                yield return mention;
    }

    /// <summary>Where a member is named outside of the declarations of a type.</summary>
    public IEnumerable<SimpleNameSyntax> Outside(INamedTypeSymbol type, ISymbol member, Func<SimpleNameSyntax, bool>? matters = null) =>
        Of(member, mention => !IsWithin(type, mention) && (matters is null || matters(mention)));

    /// <summary>
    /// Whether code names a member at all, outside of a type's declarations if one is given. Files that name the member's type are
    /// asked first: if any does, it is one of these, as a rule, and the others needn't be bound.
    /// </summary>
    public bool Exist(ISymbol member, INamedTypeSymbol? outside = null)
    {
        bool MayBe(SimpleNameSyntax mention) => outside is null || !IsWithin(outside, mention);
        bool IsNear(SimpleNameSyntax mention) => TreeWords.MayHave(mention.SyntaxTree, member.ContainingType.Name);

        return Of(member, mention => IsNear(mention) && MayBe(mention)).Any()
            || Of(member, mention => !IsNear(mention) && MayBe(mention)).Any();
    }

    private Spelling Read(string name)
    {
        var files = new List<SyntaxTree>();
        foreach (var tree in scope.Compilation.SyntaxTrees)
            if (TreeWords.MayHave(tree, name))
                files.Add(tree);
        return new Spelling(files);
    }

    private static bool IsWithin(INamedTypeSymbol type, SyntaxNode node)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences)
            if (declaration.SyntaxTree == node.SyntaxTree && declaration.Span.Contains(node.Span))
                return true;
        return false;
    }

    private bool Means(SimpleNameSyntax mention, ISymbol symbol)
    {
        var bound = Models.Of(scope).For(mention.SyntaxTree).GetSymbolInfo(mention);
        if (bound.Symbol is { } found)
            return IsSame(found, symbol);
        foreach (var candidate in bound.CandidateSymbols)
            if (IsSame(candidate, symbol))
                return true;
        return bound.CandidateSymbols.IsEmpty && symbol is not ITypeSymbol && IsOfUnknown(mention);
    }

    /// <summary>A member of something of which the compiler doesn't know the type: it may be this one.</summary>
    private static bool IsOfUnknown(SimpleNameSyntax mention) =>
        mention.Parent is MemberBindingExpressionSyntax
            || (mention.Parent is MemberAccessExpressionSyntax access && access.Name == mention);

    /// <summary>The symbol itself, or the contract's or base's member that it stands for.</summary>
    private static bool IsSame(ISymbol found, ISymbol symbol)
    {
        if (Same(found, symbol))
            return true;
        if (found.ContainingType?.TypeKind == TypeKind.Interface && symbol.ContainingType is { } owner)
            return owner.FindImplementationForInterfaceMember(found) is { } own && Same(own, symbol);
        for (var overridden = (symbol as IPropertySymbol)?.OverriddenProperty; overridden is not null;
            overridden = overridden.OverriddenProperty)
            if (Same(found, overridden))
                return true;
        return false;
    }

    private static bool Same(ISymbol left, ISymbol right) =>
        SymbolEqualityComparer.Default.Equals(left.OriginalDefinition, right.OriginalDefinition);

    /// <summary>The files that have a word, and its places in those that were searched already.</summary>
    private sealed class Spelling(List<SyntaxTree> files)
    {
        public List<SyntaxTree> Files { get; } = files;

        public SimpleNameSyntax[]?[] Places { get; } = new SimpleNameSyntax[files.Count][];
    }
}
