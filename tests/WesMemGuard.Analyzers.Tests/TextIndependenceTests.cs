using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests;

/// <summary>
/// What stands in comments, in texts and in code that isn't compiled means nothing: only what the compiler binds
/// counts.
/// </summary>
internal sealed class TextIndependenceTests
{
    private static readonly Func<string, string>[] Ways =
    [
        words => $"\n/* {words} */",
        words => $"\n#if NEVER\nstatic class Never {{ static object Of() => {words.Replace(' ', '.')}; }}\n#endif",
        words => $"\ninternal static class Said {{ public const string Words = \"{words}\"; }}",
    ];

    [Test]
    public void Every_word_of_the_code_said_again_in_a_comment_changes_no_warning([Range(0, 2)] int way)
    {
        var all = KnownCode.Leaking().Concat(KnownCode.Right()).Distinct(StringComparer.Ordinal).ToList();
        all.Count.ShouldBeGreaterThan(400);
        all.Where(code => !KnownCode.Read(code + Ways[way](Words(code))).Order(StringComparer.Ordinal)
            .SequenceEqual(KnownCode.Warnings(code).Order(StringComparer.Ordinal))).ShouldBeEmpty();
    }

    private static string Words(string code) => string.Join(' ',
        CSharpSyntaxTree.ParseText(code).GetRoot().DescendantTokens()
        .Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).Distinct(StringComparer.Ordinal));
}
