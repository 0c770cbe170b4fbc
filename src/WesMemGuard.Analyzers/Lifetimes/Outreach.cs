using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using WesMemGuard.Analyzers.Hosting;
using WesMemGuard.Texts;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>Whether code outside a type mentions one of its members: asked only for the few candidates that would be reported.</summary>
internal static class Outreach
{
    /// <summary>Private members never; others when their name stands anywhere else in the compilation's text.</summary>
    public static bool IsReached(TypeWorld world, ISymbol member)
    {
        if (IsHidden(world.Type, member))
            return false;
        foreach (var tree in world.Scope.Compilation.SyntaxTrees)
            if (Words.AreIn(tree.GetText(), member.Name, OwnSpans(world.Type, tree)))
                return true;
        return false;
    }

    /// <summary>Whether code outside the type writes to the member's own Writer; read from syntax.</summary>
    public static bool IsWritten(TypeWorld world, ISymbol member)
    {
        foreach (var tree in world.Scope.Compilation.SyntaxTrees)
            if (Words.AreIn(tree.GetText(), member.Name, OwnSpans(world.Type, tree)))
                foreach (var node in tree.GetRoot().DescendantNodes())
                    if (node is MemberAccessExpressionSyntax
                        {
                            Name.Identifier.ValueText: "TryWrite"
                        or "WriteAsync",
                            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Writer", Expression: var channel }
                        }
                        && LastName.Of(channel) == member.Name)
                        return true;
        return false;
    }

    /// <summary>Private, or of a private nested type.</summary>
    private static bool IsHidden(INamedTypeSymbol outermost, ISymbol member)
    {
        for (var current = member; current is not null
            && !SymbolEqualityComparer.Default.Equals(current, outermost); current = current.ContainingType)
            if (current.DeclaredAccessibility == Accessibility.Private)
                return true;
        return false;
    }

    public static List<TextSpan> OwnSpans(INamedTypeSymbol type, SyntaxTree tree)
    {
        var spans = new List<TextSpan>();
        foreach (var declaration in type.DeclaringSyntaxReferences)
            if (declaration.SyntaxTree == tree)
                spans.Add(declaration.Span);
        return spans;
    }
}
