using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG5004: a metric's tag whose values come without end.</summary>
internal sealed class OpenTagRule : LeakRule
{
    public const string Id = "WMG5004";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Process, severity: DiagnosticSeverity.Info);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (IsMeasurement(call))
                    JudgePairs(report, call);
                else if (call.TargetMethod.Name == "Add"
                    && TypeName.Is(call.TargetMethod.ContainingType, "System.Diagnostics.TagList")
                    && call.Arguments.Length == 2)
                    JudgeValue(report, call.Arguments[1].Value);
    }

    private static bool IsMeasurement(IInvocationOperation call) =>
        call.TargetMethod.Name is "Add" or "Record"
            && TypeName.Of(call.TargetMethod.ContainingType) is "System.Diagnostics.Metrics.Counter"
            or "System.Diagnostics.Metrics.UpDownCounter" or "System.Diagnostics.Metrics.Histogram" or "System.Diagnostics.Metrics.Gauge";

    private static void JudgePairs(RuleReport report, IInvocationOperation call)
    {
        foreach (var operation in call.Descendants())
            if (operation is IObjectCreationOperation { Type.Name: "KeyValuePair", Arguments.Length: 2 } pair)
                JudgeValue(report, pair.Arguments[1].Value);
    }

    private static void JudgeValue(RuleReport report, IOperation given)
    {
        if (Ops.Bare(given) is { } value && !value.ConstantValue.HasValue && KeyNames.IsOpen(value)
            && value.Type is { TypeKind: not TypeKind.Enum, SpecialType: not SpecialType.System_Boolean })
            report.Suggest(Rule, value, Ops.Symbol(value)?.Name ?? value.Syntax.ToString());
    }
}
