using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.GuardFiles;
using WesMemGuard.Budgets;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>
/// WMG8003: a limit on a figure that the node reports as a constant 0, which isn't said to be expected.
/// </summary>
internal sealed class BlindMetricRule : FileRule
{
    public const string Id = "WMG8003";

    private static readonly DiagnosticDescriptor Rule = Describe(Id);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(GuardFile file, GuardFileSet files, FileReport report) =>
        report.Remarks(Rule, file, LimitNoticeKind.Blind, limit => !limit.ZeroExpected);
}
