using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.GuardFiles;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG8001: a file that the command line refuses (exit code 4).</summary>
internal sealed class UnusableFileRule : FileRule
{
    public const string Id = "WMG8001";

    private static readonly DiagnosticDescriptor Rule =
        Describe(Id, DiagnosticSeverity.Error);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(GuardFile file, GuardFileSet files, FileReport report)
    {
        foreach (var problem in file.Problems)
            report.At(Rule, file, problem.Line, problem.Column, problem.Reason);
    }
}
