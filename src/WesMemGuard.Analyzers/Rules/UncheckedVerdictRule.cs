using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG9001: a verdict or a run that nobody looks at.</summary>
internal sealed class UncheckedVerdictRule : LeakRule
{
    public const string Id = "WMG9001";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Process);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (Judgement(call.Type) is { } result
                    && !call.TargetMethod.Name.StartsWith("Should", StringComparison.Ordinal)
                    && Destination.Of(call).Kind == DestinationKind.Dropped)
                    report.Always(Rule, call.Syntax.GetLocation(), result.Name, call.TargetMethod.Name);
    }

    private static ITypeSymbol? Judgement(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task)
            type = task.TypeArguments[0];
        return type?.Name is "Verdict" or "MemoryRun" or "FluentLimit"
            && TypeName.Of(type).StartsWith("WesMemGuard", StringComparison.Ordinal) ? type : null;
    }
}
