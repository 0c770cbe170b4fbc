using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Ownership;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.Subscriptions;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG4004: a registration with a longer-lived source that nobody can end.</summary>
internal sealed class DroppedRegistrationRule : LeakRule
{
    public const string Id = "WMG4004";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Source);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
        {
            foreach (var unbound in body.Unbound)
                if (RelayedHandles.UnboundSource(unbound) is { } observed && !InitContext.Contains(body.Member)
                    && Publishers.OriginOf(world, observed, body) is not Origin.Own)
                    report.Warn(Rule, unbound, "Subscribe", RuleTexts.Dropped);
            foreach (var call in body.Calls)
                if (!CallLinks.Contains(world, call, body) && Registrars.Contains(call) && How(world, call, body) is { } how
                    && !IsAppCode(world, call, body))
                    Judge(world, report, call, body, how);
                else if (OwnRegistrars.Contains(world, call, body) && How(world, call, body) is { } lost
                    && !IsAppCode(world, call, body))
                    report.Warn(Rule, call, call.TargetMethod.Name, lost);
                else if (PairedCalls.AreSkipped(call, body))
                    report.Warn(Rule, call, call.TargetMethod.Name, RuleTexts.DisposedOnSuccess);
                else if (AmbientLayers.AreLeft(world, call, body))
                    report.Warn(Rule, call, call.TargetMethod.Name, RuleTexts.Dropped);
                else if (IsScopeOfTurn(call) && Destination.Of(call).Kind == DestinationKind.Dropped)
                    report.Warn(Rule, call, call.TargetMethod.Name, RuleTexts.Dropped);
                else if (CallLinks.Contains(world, call, body) && How(world, call, body) is { } link)
                    report.Warn(Rule, call, call.TargetMethod.Name, link);
                else if (Destination.Of(call).Kind == DestinationKind.Dropped && RelayedHandles.Source(world, call) is { } source
                    && Publishers.OriginOf(world, source, body) is Origin.Injected or Origin.Static && !IsAppCode(world, call, body))
                    report.Warn(Rule, call, call.TargetMethod.Name, RuleTexts.Dropped);
        }
    }

    /// <summary>A scope of logging that each turn of a loop opens within the one before.</summary>
    private static bool IsScopeOfTurn(IInvocationOperation call) => Ops.Loop(call) is not null
        && call.TargetMethod.Name is "BeginScope" or "PushProperty"
        && TypeName.Of(call.TargetMethod.ContainingType) is "Microsoft.Extensions.Logging.ILogger"
            or "Microsoft.Extensions.Logging.LoggerExtensions" or "Serilog.Context.LogContext";

    private static void Judge(TypeWorld world, RuleReport report, IInvocationOperation call, Body body, RuleText how)
    {
        if (Registrars.IsToken(call))
        {
            if (HasFired(Ops.Receiver(call)))
                return;
            var life = Tokens.LifeOf(Ops.Receiver(call), body);
            if (life is TokenLife.Life || (life is TokenLife.Parameter && !HandedTokens.AreOfCall(world, call)))
                report.At(Rule, call.Syntax.GetLocation(), !SharedServices.HoldsNothingElse(call, body), call.TargetMethod.Name, how);
            return;
        }
        if (IsOfObserver(call, body))
            return;
        var origin =
            Registrars.RunsByItself(call) ? Origin.Static : Publishers.OriginOf(world, Registrars.Source(call), body);
        if (origin == Origin.Own && ReferenceEquals(how, RuleTexts.Dropped) && IsOfEachEvent(world, call, body))
            report.Warn(Rule, call, call.TargetMethod.Name, how);
        else if (origin != Origin.Own)
            report.At(Rule, call.Syntax.GetLocation(), origin != Origin.Parameter
                || call.TargetMethod.Name is "OnChange" or "RegisterChangeCallback" or "Subscribe",
                call.TargetMethod.Name, how);
    }

    /// <summary>For each source that an observer of all sources of diagnostics is told of: its own subscription is what lasts.</summary>
    private static bool IsOfObserver(IInvocationOperation call, Body body) =>
        body.Method is { Name: "OnNext", Parameters: { Length: 1 } told }
        && TypeName.Implements(body.Member.ContainingType, "System.IObserver")
        && TypeName.Is(told[0].Type, "System.Diagnostics.DiagnosticListener")
        && Ops.Bare(Ops.Receiver(call)) is IParameterReferenceOperation { Parameter: var source }
        && SymbolEqualityComparer.Default.Equals(source, told[0]);

    /// <summary>
    /// Each event or message subscribes once more to a sequence that the object keeps, and nothing ends that before the object.
    /// </summary>
    private static bool IsOfEachEvent(TypeWorld world, IInvocationOperation call, Body body)
    {
        if (call.TargetMethod.Name != "Subscribe" || !(RemoteSources.IsCallback(world, call, body) || IsOfEachCall(call, body))
            || Registrars.Source(call) is not IFieldReferenceOperation { Instance: IInstanceReferenceOperation })
            return false;
        for (var step = Ops.Receiver(call) as IInvocationOperation; step is not null; step = Ops.Receiver(step) as IInvocationOperation)
            if (step.TargetMethod.Name is "Take" or "TakeUntil" or "TakeWhile" or "FirstAsync" or "FirstOrDefaultAsync" or "Timeout")
                return false;
        return true;
    }

    /// <summary>What is called back holds something that the call was given, by a method that sets nothing up.</summary>
    private static bool IsOfEachCall(IInvocationOperation call, Body body) => Ops.Function(call) is null
        && body.Method is { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 } method && !InitContext.Contains(method)
        && !LongLife.SetsUp(method.Name) && !LongLife.Initializes(method.Name) && call.Arguments.Any(argument =>
            Ops.Bare(argument.Value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation handler }
            && handler.Body.Descendants().Any(part => part is IParameterReferenceOperation
            { Parameter: { Type: { SpecialType: not SpecialType.None } or { Name: "Guid" }, ContainingSymbol: var owner } }
                && SymbolEqualityComparer.Default.Equals(owner, method)));

    /// <summary>
    /// The token of the start-up: it fires once, as the host has started, and keeps nothing from then on.
    /// </summary>
    private static bool HasFired(IOperation? token) =>
        Ops.Bare(token) is IPropertyReferenceOperation { Property: { Name: "ApplicationStarted" } started }
            && started.ContainingType.Name.EndsWith("Lifetime", StringComparison.Ordinal);

    /// <summary>A token given to a type that lives as long as the process, or start-up code.</summary>
    private static bool IsAppCode(TypeWorld world, IInvocationOperation call, Body body)
    {
        if (InitContext.IsEntry(body.Member) || InitContext.IsOfHost(body.Member) || SharedServices.Makes(call)
            || (InitContext.Contains(body.Member) && !InitContext.IsConstruction(body.Member)))
            return true;
        if (!LifetimeMap.Of(world.Scope).IsApp(body.Member.ContainingType))
            return false;
        return body.Member.ContainingType?.IsStatic != true
            && (InitContext.IsConstruction(body.Member) || body.Member.Name is "StartAsync" or "ExecuteAsync")
            && Ops.Loop(call) is null;
    }

    private static RuleText? How(TypeWorld world, IInvocationOperation call, Body body)
    {
        var destination = Destination.Of(call);
        switch (destination.Kind)
        {
            case DestinationKind.Dropped:
                return RuleTexts.Dropped;
            case DestinationKind.Local when destination.Symbol is { } local:
                return body.ReferencesTo(local).Count == 0 ? RuleTexts.KeptInLocal : Fates.Of(world, call, body) switch
                {
                    Fate.NeverReleased => RuleTexts.KeptInLocal,
                    Fate.LeaksOnPath or Fate.LeaksOnFailure when Registrars.IsToken(call) => RuleTexts.DisposedOnSuccess,
                    _ => null,
                };
            case DestinationKind.Member when destination.Symbol is { IsStatic: false } member
                && world.Owns(member.ContainingType) && member.DeclaredAccessibility == Accessibility.Private:
                return !RoleReader.In(world).IsLetGo(member) ? RuleTexts.KeptInAField
                    : !Registrars.IsToken(call) && FieldOverwrite.Of(world, call, member, body) == true
                        ? RuleTexts.OverwrittenIn(member.Name) : null;
            default:
                return null;
        }
    }
}
