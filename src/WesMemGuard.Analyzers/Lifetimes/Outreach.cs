using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using WesMemGuard.Analyzers.Hosting;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>Whether code outside a type mentions one of its members: asked only for the few candidates that would be reported.</summary>
internal static class Outreach
{
    /// <summary>Private members never; others when their name stands anywhere else in the compilation's text.</summary>
    public static bool IsReached(TypeWorld world, ISymbol member)
    {
        if (member.DeclaredAccessibility == Accessibility.Private)
            return false;
        foreach (var tree in world.Scope.Compilation.SyntaxTrees)
            if (Mentions(tree.GetText(), member.Name, OwnSpans(world.Type, tree)))
                return true;
        return false;
    }

    private static List<TextSpan> OwnSpans(INamedTypeSymbol type, SyntaxTree tree)
    {
        var spans = new List<TextSpan>();
        foreach (var declaration in type.DeclaringSyntaxReferences)
            if (declaration.SyntaxTree == tree)
                spans.Add(declaration.Span);
        return spans;
    }

    private static bool Mentions(SourceText text, string name, List<TextSpan> own)
    {
        var content = text.ToString();
        for (var at = content.IndexOf(name, StringComparison.Ordinal); at >= 0; at = content.IndexOf(name, at + name.Length, StringComparison.Ordinal))
            if (IsWord(content, at, name.Length) && !IsInside(own, at))
                return true;
        return false;
    }

    private static bool IsWord(string content, int at, int length) =>
        (at == 0 || !IsIdentifier(content[at - 1])) && (at + length >= content.Length || !IsIdentifier(content[at + length]));

    private static bool IsIdentifier(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static bool IsInside(List<TextSpan> spans, int at)
    {
        foreach (var span in spans)
            if (span.Contains(at))
                return true;
        return false;
    }
}
