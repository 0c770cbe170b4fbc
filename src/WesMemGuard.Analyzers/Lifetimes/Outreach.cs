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
        const int Window = 16 * 1024;
        var buffer = new char[Window];
        var step = Window - name.Length - 2;
        for (var start = 0; start < text.Length; start += step)
        {
            var count = Math.Min(Window, text.Length - start);
            text.CopyTo(start, buffer, 0, count);
            if (MentionedIn(buffer.AsSpan(0, count), start, name, own))
                return true;
            if (start + count >= text.Length)
                break;
        }
        return false;
    }

    private static bool MentionedIn(ReadOnlySpan<char> part, int start, string name, List<TextSpan> own)
    {
        var from = 0;
        while (from <= part.Length - name.Length)
        {
            var at = part.Slice(from).IndexOf(name.AsSpan());
            if (at < 0)
                return false;
            at += from;
            if (IsWord(part, at, name.Length) && !IsInside(own, start + at))
                return true;
            from = at + name.Length;
        }
        return false;
    }

    private static bool IsWord(ReadOnlySpan<char> content, int at, int length) =>
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
