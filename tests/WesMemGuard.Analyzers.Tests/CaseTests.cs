using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests;

/// <summary>
/// Files of leaking and of clean code, one class of leaks each: exactly the marked lines are warned of.
/// </summary>
internal sealed class CaseTests
{
    private static IEnumerable<CodeCase> Leaks => CodeCase.Leaks.Concat(CodeCase.Near);

    private static IReadOnlyList<CodeCase> Clean => CodeCase.Clean;

    [Test]
    public void There_are_leaking_and_clean_cases()
    {
        CodeCase.Leaks.ShouldNotBeEmpty();
        CodeCase.Near.ShouldNotBeEmpty();
        Clean.ShouldNotBeEmpty();
        Leaks.ShouldAllBe(leak => leak.Warnings.Count > 0);
        Clean.ShouldAllBe(clean => clean.Warnings.Count == 0);
    }

    [TestCaseSource(nameof(Leaks))]
    public void Marked_lines_are_warned_of_and_no_others(CodeCase leak)
    {
        var found = Snippet.Diagnose(leak.Code);
        CodeCase.Places(found.Where(IsWarning)).Order(StringComparer.Ordinal)
            .ShouldBe(leak.Warnings.Order(StringComparer.Ordinal), string.Join('\n', found));
    }

    [TestCaseSource(nameof(Clean))]
    public void Clean_code_is_not_warned_of(CodeCase clean) =>
        Snippet.Diagnose(clean.Code).Where(IsWarning).Select(found => found.ToString()).ShouldBeEmpty();

    private static bool IsWarning(Diagnostic finding) => finding.Severity >= DiagnosticSeverity.Warning;
}
