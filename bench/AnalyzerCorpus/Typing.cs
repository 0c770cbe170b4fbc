using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using WesMemGuard.Analyzers.Hosting;

namespace WesMemGuard.AnalyzerCorpus;

/// <summary>
/// What typing costs: one character more in one file, and the file is analyzed anew, as an editor does it.
/// </summary>
internal static class Typing
{
    private const int WarmUps = 5;

    /// <summary>
    /// Each character's analysis is made so often, always from nothing; the quickest counts, since others want the processors too.
    /// </summary>
    private const int Tries = 3;

    /// <summary>
    /// Types a semicolon into a method's body, in files spread over the whole code, and prints how long the rules' own
    /// code ran after each (as the compiler counts it), and how much longer the whole took than with an idle analyzer.
    /// </summary>
    public static async Task MeasureAsync(CorpusCode code, int keystrokes)
    {
        SyntaxTree[] trees = [.. code.Compilation.SyntaxTrees.Where(tree => Body(tree) is not null)];
        var compilation = code.Compilation;
        var own = new List<double>();
        var above = new List<double>();
        var slowest = "";
        for (var stroke = 0; stroke < keystrokes + WarmUps; stroke++)
        {
            var at = (int)((long)stroke * trees.Length / (keystrokes + WarmUps));
            var changed = Changed(trees[at]);
            compilation = compilation.ReplaceSyntaxTree(trees[at], changed);
            trees[at] = changed;
            var (idle, _) = await LeastAsync(compilation, changed, () => new IdleAnalyzer());
            var (whole, rules) = await LeastAsync(compilation, changed, () => new LeakAnalyzer());
            if (stroke < WarmUps)
                continue;
            if (own.Count == 0 || rules.TotalMilliseconds > own.Max())
                slowest = Path.GetFileName(changed.FilePath);
            own.Add(rules.TotalMilliseconds);
            above.Add((whole - idle).TotalMilliseconds);
        }
        Console.WriteLine(
            $"{code.Name}: {code.Lines:N0} lines, {keystrokes} keystrokes; the rules' own time p50 {At(own, 50):F1} ms, p95 "
                + $"{At(own, 95):F1} ms, most {own.Max():F1} ms ({slowest}); above the idle analyzer p50 {At(above, 50):F1} ms, p95 "
                + $"{At(above, 95):F1} ms");
    }

    private static BlockSyntax? Body(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().FirstOrDefault(method => method.Body is not null)?.Body;

    private static SyntaxTree Changed(SyntaxTree tree) => tree.WithChangedText(
        tree.GetText().WithChanges(new TextChange(new TextSpan(Body(tree)!.OpenBraceToken.Span.End, 0), ";")));

    private static async Task<(TimeSpan Whole, TimeSpan Own)> LeastAsync(CSharpCompilation compilation, SyntaxTree tree,
        Func<DiagnosticAnalyzer> analyzer)
    {
        var (whole, own) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var i = 0; i < Tries; i++)
        {
            var took = await AnalyzeAsync(compilation.Clone(), tree, analyzer());
            (whole, own) = (took.Whole < whole ? took.Whole : whole, took.Own < own ? took.Own : own);
        }
        return (whole, own);
    }

    private static async Task<(TimeSpan Whole, TimeSpan Own)> AnalyzeAsync(CSharpCompilation compilation, SyntaxTree tree,
        DiagnosticAnalyzer analyzer)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty), null,
            concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        var start = Stopwatch.GetTimestamp();
        var driver = compilation.WithAnalyzers([analyzer], options);
        _ = await driver.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, CancellationToken.None);
        var whole = Stopwatch.GetElapsedTime(start);
        return (whole, (await driver.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None)).ExecutionTime);
    }

    private static double At(List<double> times, int percent) =>
        times.Order().ElementAt(Math.Min(times.Count - 1, times.Count * percent / 100));
}
