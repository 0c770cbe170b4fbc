using System.Text;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Reports;
using WesMemGuard.Reports.Markdown;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// What <c>run</c> writes for others to read: JUnit XML for CI, SARIF for code hosts, a summary in Markdown for its
/// page.
/// </summary>
internal static class RunFiles
{
    /// <summary>Writes the files that were asked for.</summary>
    public static void Write(Suite suite, IReadOnlyList<ScenarioResult> results, RunFileNames files,
        Surroundings surroundings)
    {
        var (junit, sarif, markdown) = files;
        JUnitScenario[] told = [.. results.Select(r => new JUnitScenario(r.Scenario.FolderName, r.Budget, r.Verdict, r.BadInput)
        {
            Took = r.Took,
        })];
        if (junit is not null)
            OutputFile.Write(junit, surroundings, to => JUnitReport.Write(told, to));
        if (sarif is not null)
            OutputFile.Write(sarif, surroundings, to => to.Write(Sarif(told)));
        if (markdown is not null)
        {
            SuiteRow[] rows =
            [
                .. results.Select(r => new SuiteRow(
                    r.Scenario.FolderName, r.Verdict, r.BadInput, suite.ComparesExpectations ? r.IsAsExpected : null)),
            ];
            OutputFile.Write(markdown, surroundings, to => MarkdownReport.WriteSuite(rows, surroundings.Language, to));
        }
    }

    private static string Sarif(JUnitScenario[] told)
    {
        using var bytes = new MemoryStream();
        SarifReport.Write(told, Versions.Own, bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}

/// <summary>The files that <c>run</c> was asked for; null: not asked for.</summary>
/// <param name="JUnit">JUnit XML.</param>
/// <param name="Sarif">SARIF 2.1.0.</param>
/// <param name="Markdown">A summary.</param>
internal sealed record RunFileNames(string? JUnit, string? Sarif, string? Markdown);
