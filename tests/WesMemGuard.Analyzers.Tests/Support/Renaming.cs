using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace WesMemGuard.Analyzers.Tests.Support;

/// <summary>The kinds of names that a renaming changes.</summary>
[Flags]
internal enum Names
{
    Types = 1,
    Methods = 2,
    Members = 4,
    Variables = 8,
    All = Types | Methods | Members | Variables,
}

/// <summary>
/// Code with other names for all that it declares itself; names that the runtime, a contract or the compiler asks for
/// stay.
/// </summary>
internal static class Renaming
{
    public static string Of(string code, Names kinds, Func<string, string> rename)
    {
        var compilation =
            Snippet.Compile(code, code.Contains("// top-level", StringComparison.Ordinal)
            ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary);
        var tree = compilation.SyntaxTrees[^1];
        var model = compilation.GetSemanticModel(tree);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var changes = new List<TextChange>();
        foreach (var token in tree.GetRoot().DescendantTokens())
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is not ("var" or "_")
                && SymbolOf(model, token) is { } symbol && IsOwn(symbol, tree) && kinds.HasFlag(KindOf(symbol)))
            {
                if (!names.TryGetValue(token.ValueText, out var name))
                    names.Add(token.ValueText, name = rename(token.ValueText));
                changes.Add(new TextChange(token.Span, name));
            }
        return SourceText.From(code).WithChanges(changes).ToString();
    }

    private static ISymbol? SymbolOf(SemanticModel model, SyntaxToken token)
    {
        var node = token.Parent!;
        if (node is SimpleNameSyntax name)
            return name.Parent is AttributeSyntax
                ? null : model.GetSymbolInfo(name).Symbol
                    ?? (model.GetSymbolInfo(name).CandidateSymbols is [var only, ..] ? only : null);
        return model.GetDeclaredSymbol(node);
    }

    private static bool IsOwn(ISymbol symbol, SyntaxTree tree)
    {
        symbol = symbol is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.Destructor } made
            ? made.ContainingType : symbol;
        if (symbol is IAliasSymbol or INamespaceSymbol or ILabelSymbol
            || symbol.OriginalDefinition.DeclaringSyntaxReferences is not [var first, ..] || first.SyntaxTree != tree)
            return false;
        if (symbol is INamedTypeSymbol type && type.BaseType?.Name == "Attribute")
            return false;
        return symbol is not IMethodSymbol method || !IsAsked(method);
    }

    /// <summary>
    /// Overrides and implementations of what others declare keep the name they are asked by; a dispose method and an entry point too.
    /// </summary>
    private static bool IsAsked(IMethodSymbol method) =>
        IsOfOthers(method.OverriddenMethod)
            || method.Name is "Main" or "Dispose" or "DisposeAsync" or "Invoke" or "InvokeAsync" or "GetEnumerator" or "Deconstruct"
            || method.ContainingType.AllInterfaces
            .SelectMany(contract => contract.GetMembers())
                .Any(member => member.Name == method.Name && member.DeclaringSyntaxReferences.IsEmpty);

    /// <summary>A base's method that isn't declared in the code.</summary>
    private static bool IsOfOthers(IMethodSymbol? overridden)
    {
        while (overridden?.OverriddenMethod is { } further)
            overridden = further;
        return overridden?.DeclaringSyntaxReferences.IsEmpty == true;
    }

    private static Names KindOf(ISymbol symbol) => symbol switch
    {
        ITypeParameterSymbol or INamedTypeSymbol => Names.Types,
        IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.Destructor } => Names.Types,
        IMethodSymbol => Names.Methods,
        IFieldSymbol or IPropertySymbol or IEventSymbol => Names.Members,
        _ => Names.Variables,
    };
}
