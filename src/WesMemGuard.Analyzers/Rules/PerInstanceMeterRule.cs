using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Ownership;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.Subscriptions;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG5001: meters, sources, listeners and observable instruments made per instance or call.</summary>
internal sealed class PerInstanceMeterRule : LeakRule
{
    public const string Id = "WMG5001";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Process);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
        {
            foreach (var creation in body.Creations)
                if (TypeName.Of(creation.Type) is "System.Diagnostics.Metrics.Meter" or "System.Diagnostics.ActivitySource"
                    or "System.Diagnostics.Metrics.MeterListener" or "System.Diagnostics.DiagnosticListener"
                    or "System.Diagnostics.Tracing.EventCounter" or "System.Diagnostics.Tracing.PollingCounter"
                    or "System.Diagnostics.Tracing.IncrementingEventCounter" or "System.Diagnostics.Tracing.IncrementingPollingCounter"
                    && IsLost(world, creation, body) && !IsOfItsSource(creation, body)
                    || IsListenerOfObject(world, creation, body))
                    report.Warn(Rule, creation, creation.Type!.Name);
            foreach (var call in body.Calls)
                if (NamedParts.Contain(call, body) || (IsOfStaticMeter(call) && RunsPerInstance(world, body))
                    || (IsObservable(call) && body.Member.ContainingType is { } owner && !body.Member.IsStatic
                    && (LifetimeMap.Of(world.Scope).IsPerRequest(owner) || (IsOfOthersMeter(world, call, body)
                        && ObjectCreations.Of(world.Scope).AreOfCalls(owner)))))
                    report.Warn(Rule, call, call.TargetMethod.Name);
        }
    }

    private static bool IsLost(TypeWorld world, IObjectCreationOperation creation, Body body)
    {
        var destination = Destination.Of(creation);
        if (destination is { Kind: DestinationKind.Member, Symbol: { } member })
            return !member.IsStatic && !LifetimeMap.Of(world.Scope).IsApp(member.ContainingType)
                && world.Owns(member.ContainingType)
                && !IsReleased(world, member);
        return !InitContext.IsEntry(body.Member) && body.Method is { MethodKind: not MethodKind.StaticConstructor } method
            && !CollectionGrowth.RunsAtStart(world, method)
            && Fates.Of(world, creation, body) is Fate.Dropped or Fate.NeverReleased;
    }

    /// <summary>A listener that an object of many gives to the process on the spot: nobody can take it out.</summary>
    private static bool IsListenerOfObject(TypeWorld world, IObjectCreationOperation creation, Body body) =>
        TypeName.Is(creation.Type, "System.Diagnostics.ActivityListener") && Destination.Of(creation).Kind == DestinationKind.Argument
        && !body.Member.IsStatic && !LifetimeMap.Of(world.Scope).IsApp(body.Member.ContainingType)
        && (InitContext.IsConstruction(body.Member) || !(InitContext.Contains(body.Member) || LongLife.SetsUp(body.Member.Name)))
        && IsLost(world, creation, body);

    /// <summary>A counter that the event source makes for itself lives as long as that does.</summary>
    private static bool IsOfItsSource(IObjectCreationOperation creation, Body body) =>
        creation.Arguments.Length > 1 && Ops.Bare(creation.Arguments[1].Value) is IInstanceReferenceOperation
        && TypeName.Derives(body.Member.ContainingType, "System.Diagnostics.Tracing.EventSource");

    private static bool IsReleased(TypeWorld world, ISymbol member)
    {
        foreach (var (mention, body) in world.UsesOf(member))
            if (RoleReader.In(world).Of(mention, body) == Role.Release)
                return true;
        return false;
    }

    private static bool IsObservable(IInvocationOperation call) =>
        call.TargetMethod.Name.StartsWith("CreateObservable", StringComparison.Ordinal)
            && TypeName.Is(call.TargetMethod.ContainingType, "System.Diagnostics.Metrics.Meter");

    private static bool IsOfStaticMeter(IInvocationOperation call) =>
        IsObservable(call) && Ops.Reached(call.Instance) is IMemberReferenceOperation { Member.IsStatic: true };

    /// <summary>The meter was there before the object that asks it for an instrument.</summary>
    private static bool IsOfOthersMeter(TypeWorld world, IInvocationOperation call, Body body) =>
        Publishers.OriginOf(world, call.Instance, body) == Origin.Injected;

    private static bool RunsPerInstance(TypeWorld world, Body body) =>
        !body.Member.IsStatic && !LifetimeMap.Of(world.Scope).IsApp(body.Member.ContainingType);
}
