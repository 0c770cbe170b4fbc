using System.Text;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Reports;

namespace WesMemGuard.Cli.Output;

/// <summary>What <c>run</c> writes for others to read: JUnit XML for CI, SARIF for code hosts, a summary in Markdown for its page.</summary>
internal static class RunFiles
{
    /// <summary>Writes the files that were asked for.</summary>
    public static void Write(Suite suite, IReadOnlyList<ScenarioResult> results, RunFileNames files, Surroundings surroundings)
    {
        var (junit, sarif, markdown) = files;
        JUnitScenario[] told = [.. results.Select(r => new JUnitScenario(r.Scenario.FolderName, r.Budget, r.Verdict, r.BadInput))];
        if (junit is not null)
        {
            using var to = Open(junit, surroundings);
            JUnitReport.Write(told, to);
        }

        if (sarif is not null)
        {
            using var to = Open(sarif, surroundings);
            SarifReport.Write(told, Versions.Own, to.BaseStream);
        }

        if (markdown is not null)
        {
            using var to = Open(markdown, surroundings);
            MarkdownReport.WriteSuite([.. results.Select(r => new SuiteRow(r.Scenario.FolderName, r.Verdict, r.BadInput, suite.ComparesExpectations ? r.IsAsExpected : null))], surroundings.Language, to);
        }
    }

    private static StreamWriter Open(string file, Surroundings surroundings)
    {
        var full = Path.GetFullPath(Path.Combine(surroundings.WorkingFolder, file));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return new StreamWriter(full, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}

/// <summary>The files that <c>run</c> was asked for; null: not asked for.</summary>
/// <param name="JUnit">JUnit XML.</param>
/// <param name="Sarif">SARIF 2.1.0.</param>
/// <param name="Markdown">A summary.</param>
internal sealed record RunFileNames(string? JUnit, string? Sarif, string? Markdown);
