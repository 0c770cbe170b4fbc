using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Caches;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG1005: an entry without a size in a size-limited cache, which throws.</summary>
internal sealed class CacheEntrySizeRule : LeakRule
{
    public const string Id = "WMG1005";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.CleanUp, severity: DiagnosticSeverity.Error);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var entry in CacheEntries.Of(world))
            if (!entry.Size && !entry.Unknown && CacheLimits.Of(world, entry) == true)
                report.At(Rule, entry.Call.Syntax.GetLocation(), true);
    }
}
