using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Hosting;
using WesMemGuard.Analyzers.Lifetimes;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG1001: a static collection that only grows.</summary>
internal sealed class StaticGrowthAnalyzer : LeakRule
{
    public const string Id = "WMG1001";

    private static readonly DiagnosticDescriptor Rule = Describe(
        Id,
        "Static collection only grows",
        "Static '{0}' only grows: {1}; what it holds is " + Effects.Process);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var collection in world.Collections)
            if (collection.IsStatic && GrowthJudge.Unbounded(world, collection) is { } growth && !Outreach.IsReached(world, collection.Member))
                report.At(Rule, growth.Place.Syntax.GetLocation(), !KeyNames.IsFewOfMany(growth.Key), collection.Member.Name, GrowthJudge.Describe(collection));
    }
}
