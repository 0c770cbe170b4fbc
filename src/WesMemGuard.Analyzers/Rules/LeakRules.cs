using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Reporting;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>All rules, in the order of their ids.</summary>
internal static class LeakRules
{
    public static ImmutableArray<LeakRule> All { get; } = ImmutableArray.Create<LeakRule>(
        new StaticGrowthAnalyzer(),
        new LongLivedGrowthAnalyzer(),
        new PendingRequestAnalyzer(),
        new CacheExpiryAnalyzer(),
        new CacheEntrySizeAnalyzer(),
        new UnboundedChannelAnalyzer(),
        new OpenChannelAnalyzer(),
        new SuccessOnlyCompletionAnalyzer(),
        new ParkedOperationAnalyzer(),
        new UnboundedQueueAnalyzer(),
        new StreamedResponseAnalyzer(),
        new GrpcCallAnalyzer(),
        new PerCallClientAnalyzer(),
        new ReconnectSocketAnalyzer(),
        new FragmentGrowthAnalyzer(),
        new OwnedResourceAnalyzer(),
        new ForeignEventAnalyzer(),
        new RemovalMismatchAnalyzer(),
        new RepeatedSubscriptionAnalyzer(),
        new DroppedRegistrationAnalyzer(),
        new TokenSourceAnalyzer(),
        new RacedDelayAnalyzer(),
        new PerInstanceMeterAnalyzer(),
        new RuntimeCodeAnalyzer(),
        new RootTransientAnalyzer(),
        new OpenTagAnalyzer(),
        new UncheckedVerdictAnalyzer());

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = All.Select(rule => rule.Descriptor).ToImmutableArray();
}
