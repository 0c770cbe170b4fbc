using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Caches;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG1004: a cache entry that never expires, in a cache without a size limit.</summary>
internal sealed class CacheExpiryRule : LeakRule
{
    public const string Id = "WMG1004";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Process);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        JudgeShared(world, report);
        foreach (var entry in CacheEntries.Of(world))
        {
            if (entry.Absolute || entry.Unknown || BoundedKeys.Contains(entry.Key, world.Scope)
                || CacheLimits.Of(world, entry) == true)
                continue;
            report.At(Rule, entry.Call.Syntax.GetLocation(), !entry.Sliding
                && !IsRemoved(world, entry), entry.Sliding ? RuleTexts.ExpiresUnasked : RuleTexts.NeverExpires);
        }
    }

    /// <summary>A shared cache keeps such an entry on its server until somebody removes it.</summary>
    private static void JudgeShared(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (call.TargetMethod.Name is "Set" or "SetAsync" or "SetString" or "SetStringAsync"
                    && Ops.Receiver(call) is { } cache
                    && TypeName.Derives(cache.Type, "Microsoft.Extensions.Caching.Distributed.IDistributedCache")
                    && !SetsOptions(call)
                    && !BoundedKeys.Contains(Ops.ArgumentAt(call, call.Instance is null ? 1 : 0), world.Scope))
                    report.Suggest(Rule, call, RuleTexts.NeverExpires);
    }

    private static bool SetsOptions(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Type.Name == "DistributedCacheEntryOptions")
                return Ops.Bare(argument.Value) is not IObjectCreationOperation { Initializer: null };
        return false;
    }

    /// <summary>The type takes entries out itself.</summary>
    private static bool IsRemoved(TypeWorld world, CacheEntry entry)
    {
        var cache = Ops.Symbol(Ops.Reached(entry.Cache));
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (call.TargetMethod.Name is "Remove" or "Compact" or "Clear"
                    && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Receiver(call)), cache))
                    return true;
        return false;
    }
}
