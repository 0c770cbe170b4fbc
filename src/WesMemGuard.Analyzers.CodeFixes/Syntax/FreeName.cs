using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Analyzers.Syntax;

/// <summary>Names for new variables and fields.</summary>
internal static class FreeName
{
    /// <summary>
    /// The name itself, or with a number, so that nothing in reach has it and nothing in the member takes it later.
    /// </summary>
    public static string Like(string name, SyntaxNode place, SemanticModel model)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        if (place.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member)
            foreach (var token in member.DescendantTokens())
                if (token.IsKind(SyntaxKind.IdentifierToken))
                    taken.Add(token.ValueText);
        var free = name;
        for (var number = 2; taken.Contains(free)
            || !model.LookupSymbols(place.SpanStart, name: free).IsEmpty; number++)
            free = name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return free;
    }
}
