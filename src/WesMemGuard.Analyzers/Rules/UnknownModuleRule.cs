using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.GuardFiles;
using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Modules;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG8002: a limit on a module that the node doesn't report under that name.</summary>
internal sealed class UnknownModuleRule : FileRule
{
    public const string Id = "WMG8002";

    private static readonly DiagnosticDescriptor Rule = Describe(Id);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(GuardFile file, GuardFileSet files, FileReport report)
    {
        if (file.Budget is null)
            return;
        foreach (var limit in file.Budget.Limits)
        {
            if (limit.UnknownModule)
                report.At(Rule, file, limit.OfLine, limit.OfColumn, Unknown(limit), limit.NearestModule);
            foreach (var remark in limit.Remarks)
                if (remark.Kind == LimitNoticeKind.Name)
                    report.At(Rule, file, remark.Line, remark.Column, remark.Text, limit.NeverRegistered
                        ? null : limit.Of);
        }
    }

    private static Reason Unknown(Limit limit) =>
        MissingNames.Module(limit.WrittenOf, limit.NearestModule, NodeModules.All.Select(module => module.Name).OrderBy(name => name,
            StringComparer.Ordinal));
}
