using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.GuardFiles;
using WesMemGuard.Budgets;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG8005: a limit at or above the bound that the node itself keeps.</summary>
internal sealed class UnbreakableLimitRule : FileRule
{
    public const string Id = "WMG8005";

    private static readonly DiagnosticDescriptor Rule = Describe(Id);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(GuardFile file, GuardFileSet files, FileReport report) =>
        report.Remarks(Rule, file, LimitNoticeKind.NeverBreaks, _ => true);
}
