using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>The types that stand in source files by themselves, none within another, with the file that each stands in.</summary>
internal static class DeclaredTypes
{
    /// <summary>Each with its file; a type in parts once per part.</summary>
    public static IReadOnlyList<(TypeName Type, string File)> Of(IEnumerable<string> files) =>
        [.. files.SelectMany(f => Of(File.ReadAllText(f)).Select(t => (t, SourceFiles.Name(f))))];

    /// <summary>Named as they are when compiled: <c>Reading`1</c>.</summary>
    public static IEnumerable<TypeName> Of(string source) => CSharpSyntaxTree.ParseText(source).GetRoot()
        .DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .Select(n => (Node: n, Name: NameOf(n))).Where(t => t.Name is not null)
        .Select(t => new TypeName(NamespaceOf(t.Node), t.Name!));

    private static string? NameOf(SyntaxNode node) => node switch
    {
        TypeDeclarationSyntax { TypeParameterList: { } parameters } type => $"{type.Identifier.Text}`{parameters.Parameters.Count}",
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        _ => null,
    };

    private static string NamespaceOf(SyntaxNode node) =>
        node.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? "";
}
