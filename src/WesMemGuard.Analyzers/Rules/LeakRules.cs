using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Reporting;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>All rules, in the order of their ids.</summary>
internal static class LeakRules
{
    public static ImmutableArray<LeakRule> All { get; } = ImmutableArray.Create<LeakRule>(
        new StaticGrowthRule(),
        new LongLivedGrowthRule(),
        new PendingRequestRule(),
        new CacheExpiryRule(),
        new CacheEntrySizeRule(),
        new UnboundedChannelRule(),
        new OpenChannelRule(),
        new SuccessOnlyCompletionRule(),
        new ParkedOperationRule(),
        new UnboundedQueueRule(),
        new LostPermitRule(),
        new StreamedResponseRule(),
        new GrpcCallRule(),
        new PerCallClientRule(),
        new ReconnectSocketRule(),
        new FragmentGrowthRule(),
        new OwnedResourceRule(),
        new ForeignEventRule(),
        new RemovalMismatchRule(),
        new RepeatedSubscriptionRule(),
        new DroppedRegistrationRule(),
        new TokenSourceRule(),
        new RacedDelayRule(),
        new PerInstanceMeterRule(),
        new RuntimeCodeRule(),
        new RootTransientRule(),
        new OpenTagRule(),
        new UncheckedVerdictRule());

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = All.Select(rule => rule.Descriptor).ToImmutableArray();
}
