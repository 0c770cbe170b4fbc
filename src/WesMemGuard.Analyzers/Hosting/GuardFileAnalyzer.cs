using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WesMemGuard.Analyzers.GuardFiles;
using WesMemGuard.Analyzers.Rules;

namespace WesMemGuard.Analyzers.Hosting;

/// <summary>
/// Reads the scenario, budget and recording files among the additional files as the command line does, and says the
/// same of them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GuardFileAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<FileRule> Rules = FileRules.All;

    /// <summary>The descriptors of the rules about files.</summary>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = FileRules.Descriptors;

    /// <summary>Registers nothing where no such file is given.</summary>
    public override void Initialize(AnalysisContext context)
    {
        if (context is null)
            throw new ArgumentNullException(nameof(context));
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext start)
    {
        if (GuardFileSet.Of(start.Options, start.CancellationToken) is { } files)
            start.RegisterAdditionalFileAction(context => Judge(context, files));
    }

    private static void Judge(AdditionalFileAnalysisContext context, GuardFileSet files)
    {
        // A file that is given twice is judged once.
        if (files.Find(FilePath.Normal(context.AdditionalFile.Path)) is not { } file
            || file.Text != context.AdditionalFile)
            return;
        var report = new FileReport(context.ReportDiagnostic);
        foreach (var rule in Rules)
            rule.Judge(file, files, report);
    }
}
