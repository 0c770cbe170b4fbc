using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Hosting;
using WesMemGuard.Analyzers.Resources;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3001: a streamed HTTP response that some path leaves open.</summary>
internal sealed class StreamedResponseAnalyzer : LeakRule
{
    public const string Id = "WMG3001";

    private static readonly DiagnosticDescriptor Rule = Describe(
        Id,
        "Streamed HTTP response not disposed on every path",
        "The streamed answer of '{0}' {1}: " + Effects.Pool);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (StreamedResponses.Opens(call))
                    JudgeWithCallers(world, report, call, body);
    }

    private static void JudgeWithCallers(TypeWorld world, RuleReport report, IInvocationOperation call, Body body)
    {
        Judge(world, report, call, body);
        if (body.Method is not { } method || Ops.Function(call) is not null || !Fates.IsReturned(call, body))
            return;
        foreach (var (outer, caller) in world.CallersOf(method))
            if (outer.Type?.ToDisplayString() == call.Type?.ToDisplayString())
                Judge(world, report, outer, caller);
    }

    private static void Judge(TypeWorld world, RuleReport report, IInvocationOperation call, Body body)
    {
        var fate = Fates.Of(world, call, body);
        if (fate == Fate.Owned)
            return;
        var what = fate switch
        {
            Fate.Dropped or Fate.NeverReleased => "is never disposed",
            Fate.LeaksOnPath => "is not disposed on every path",
            _ => "is not disposed when a call in between fails",
        };
        report.At(Rule, call.Syntax.GetLocation(), fate != Fate.LeaksBeforeHandOver, call.TargetMethod.Name, what);
    }
}
