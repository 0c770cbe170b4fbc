using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Queues;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG2006: a permit or a pooled object that is given back only when nothing fails.</summary>
internal sealed class LostPermitRule : LeakRule
{
    public const string Id = "WMG2006";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Pool);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
            foreach (var call in Permits.Of(world, body))
                report.Warn(Rule, call, call.TargetMethod.Name);
    }
}
