using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// A test that walks a list passes when the list is empty: so a list that is read from files is asserted not to be.
/// Looked at: sources of test cases, and tests that walk what a directory holds.
/// </summary>
internal static class EmptyListRule
{
    private static readonly string[] Walks =
        ["EnumerateFiles", "GetFiles", "EnumerateDirectories", "GetDirectories", "EnumerateFileSystemEntries"];
    private static readonly string[] Asserts =
        ["ShouldNotBeEmpty", "ShouldBeGreaterThan", "ShouldBeGreaterThanOrEqualTo", "ShouldHaveSingleItem"];

    public static IEnumerable<string> Violations(string file, string source)
    {
        foreach (var type in CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
        {
            var text = type.ToString();
            foreach (var list in Sources(type).Distinct().Where(list => !IsAsserted(type, list)))
                yield return $"{file}: no test asserts that {list} is not empty";
            if (Walks.Any(w => text.Contains(w + "(", StringComparison.Ordinal)) && HasTests(type)
                && !Asserts.Any(a => text.Contains(a, StringComparison.Ordinal)))
                yield return $"{file}: {type.Identifier} walks a directory and asserts nowhere that something was found";
        }
    }

    private static IEnumerable<string> Sources(TypeDeclarationSyntax type) =>
        from attribute in type.DescendantNodes().OfType<AttributeSyntax>()
        where attribute.Name.ToString() is "TestCaseSource" or "ValueSource"
            && !attribute.ToString().Contains("typeof(", StringComparison.Ordinal)
        from name in attribute.DescendantNodes().OfType<ArgumentSyntax>().Take(1)
        let list = name.ToString().Replace("nameof(", "", StringComparison.Ordinal).TrimEnd(')')
        where !IsLiteral(type, list)
        select list;

    // A list that stands in the source as such, or is made of one that does, can be seen not to be empty.
    private static bool IsLiteral(TypeDeclarationSyntax type, string list)
    {
        var declared = type.Members.Where(m => NameOf(m) == list).ToArray();
        return declared.Any(Holds) || declared.SelectMany(d => d.DescendantNodes().OfType<IdentifierNameSyntax>())
            .Any(used => type.Members.Any(m => NameOf(m) == used.Identifier.Text && NameOf(m) != list && Holds(m)));
    }

    private static bool Holds(MemberDeclarationSyntax member) => member.DescendantNodes().Any(n =>
        n is CollectionExpressionSyntax { Elements.Count: > 0 } or InitializerExpressionSyntax { Expressions.Count: > 0 }
            or YieldStatementSyntax);

    private static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        MethodDeclarationSyntax method => method.Identifier.Text,
        _ => null,
    };

    private static bool IsAsserted(TypeDeclarationSyntax type, string list) =>
        type.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
        Asserts.Any(a => call.Expression.ToString().EndsWith("." + a, StringComparison.Ordinal))
        && call.Expression.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.Text == list));

    private static bool HasTests(TypeDeclarationSyntax type) =>
        type.DescendantNodes().OfType<AttributeSyntax>().Any(a => a.Name.ToString() is "Test" or "TestCase" or "TestCaseSource");
}
