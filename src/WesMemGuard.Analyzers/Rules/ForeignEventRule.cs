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

/// <summary>WMG4001: a subscription to a static or foreign event that is never removed.</summary>
internal sealed class ForeignEventRule : LeakRule
{
    public const string Id = "WMG4001";

    private static readonly DiagnosticDescriptor Rule = Describe(Id);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
            foreach (var subscription in body.Subscriptions)
                if (subscription.Adds && subscription.EventReference is IEventReferenceOperation happening)
                    Judge(world, report, subscription, happening, body);
        foreach (var body in world.Bodies)
            foreach (var unbound in body.UnboundSubscriptions)
                if (UnboundEvents.Adds(unbound))
                    JudgeUnbound(world, report, unbound, body);
        foreach (var body in world.Bodies)
            foreach (var (place, member) in DelegateMembers.Added(world, body))
                if (!IsAppCode(world, body) && OriginOf(world, member, body) is var origin and (Origin.Injected or Origin.Static)
                    && Handlers.RootsState(Handlers.Behind(place.Value),
                        captures: origin == Origin.Static || !InitContext.IsConstruction(body.Member)))
                    report.Warn(Rule, place, Word(origin), member.Member.Name,
                        RuleText.Of(origin == Origin.Static ? Effect.Process : Effect.Source), RuleTexts.Nothing);
    }

    /// <summary>An event of a type that isn't there: only what is given to the subscriber from outside is sure to outlive it.</summary>
    private static void JudgeUnbound(TypeWorld world, RuleReport report, ICompoundAssignmentOperation subscription, Body body)
    {
        if (UnboundEvents.Publisher(subscription) is not { } publisher || body.Member.ContainingType is not { } owner
            || !UnboundEvents.RootsObject(subscription, owner) || IsAppCode(world, body)
            || Publishers.OriginOf(world, publisher, body) is not (Origin.Injected or Origin.Static)
            || IsReleased(world, publisher, body) || IsAround(publisher, body) || IsMadeOnFirstUse(publisher, body))
            return;
        var removals = UnboundEvents.Removals(world, subscription);
        var missed = HandlerRemovals.AreNotOfDisposal(world, body, removals);
        if ((removals.Count == 0 || missed) && !CreatedTogether.Are(world, publisher, body))
            report.Warn(Rule, subscription, Word(Origin.Injected), UnboundEvents.EventOf(subscription)!, RuleText.Of(Effect.Source),
                missed ? RuleTexts.NothingOfDisposal : RuleTexts.Nothing);
    }

    private static Origin OriginOf(TypeWorld world, IMemberReferenceOperation member, Body body) =>
        member.Member.IsStatic ? Origin.Static : Publishers.OriginOf(world, member.Instance, body);

    private static void Judge(TypeWorld world, RuleReport report, IEventAssignmentOperation subscription,
        IEventReferenceOperation happening, Body body)
    {
        var skipped = HandlerRemovals.AreSkipped(world, subscription, body);
        var alone = !skipped && SelfRemovingHandlers.Are(world, subscription, body);
        var missed = !skipped && !alone && (HandlerRemovals.AreNotOfDisposal(world, subscription, body)
            || HandlerRemovals.AreFlagged(world, subscription, body));
        var isLeft = skipped || alone || missed;
        if ((Handlers.IsRemoved(world, subscription) && !isLeft) || (IsAppCode(world, body) && !IsOfRequest(subscription))
            || (happening.Instance is IInstanceReferenceOperation && !isLeft))
            return;
        var origin = happening.Event.IsStatic || TypeName.Is(happening.Event.ContainingType, "System.AppDomain")
            ? Origin.Static : Publishers.OriginOf(world, happening.Instance, body);
        if ((origin == Origin.Own && happening.Instance is not IInstanceReferenceOperation) || IsReleased(world, happening.Instance, body)
            || IsWeak(subscription))
            return;
        var inConstructor = InitContext.IsConstruction(body.Member);
        if (!Handlers.RootsState(Handlers.Target(subscription), captures: origin == Origin.Static || !inConstructor))
            return;
        var isOthers = origin == Origin.Injected
            && !TypeName.Derives(happening.Instance?.Type, "System.Net.Sockets.SocketAsyncEventArgs");
        if (origin == Origin.Static && OnceOnly.IsBehind(subscription))
            return;
        var strong = origin == Origin.Static ? !IsOfRun(happening, body)
            : happening.Instance is IInstanceReferenceOperation
                || !IsAround(happening.Instance, body) && (isOthers || !IsTakenIn(happening, body))
                && !(isOthers && (IsMadeOnFirstUse(happening.Instance, body)
                    || CreatedTogether.Are(world, happening.Instance, body)))
                && !SelfHandingPublishers.Are(world, happening, body);
        report.At(Rule, subscription.Syntax.GetLocation(), strong, Word(origin), happening.Event.Name,
            origin == Origin.Static
            ? RuleText.Of(Effect.Process) : RuleText.Of(Effect.Source),
            skipped ? RuleTexts.NothingOnFailedAwait : alone ? RuleTexts.OnlyItself
                : missed ? RuleTexts.NothingOfDisposal : RuleTexts.Nothing);
    }

    /// <summary>
    /// The subscriber is itself what it is given, a layer around another one: they live and go together.
    /// </summary>
    private static bool IsAround(IOperation? publisher, Body body)
    {
        if (publisher?.Type is not { } inner || body.Member.ContainingType is not { } outer)
            return false;
        foreach (var contract in outer.AllInterfaces)
            if (SymbolEqualityComparer.Default.Equals(contract, inner))
                return true;
        return SymbolEqualityComparer.Default.Equals(outer.BaseType, inner);
    }

    /// <summary>Where nobody has given a publisher, this very code makes the subscriber's own.</summary>
    private static bool IsMadeOnFirstUse(IOperation? instance, Body body)
    {
        if (Ops.Symbol(Ops.Reached(instance)) is not { } publisher)
            return false;
        foreach (var member in body.Members)
            if (SymbolEqualityComparer.Default.Equals(member.Member.OriginalDefinition, publisher)
                && Ops.Parent(member, out var child) is ICoalesceAssignmentOperation { Value: var made } put
                && ReferenceEquals(put.Target, child) && Ops.Bare(made) is IObjectCreationOperation)
                return true;
        return false;
    }

    /// <summary>
    /// An event of the process, listened to by a run that goes on until its token ends it: the program's own.
    /// </summary>
    private static bool IsOfRun(IEventReferenceOperation happening, Body body)
    {
        if (happening.Event.ContainingType.Name
            is not ("AppDomain" or "TaskScheduler" or "Console" or "AssemblyLoadContext" or "PosixSignalRegistration")
            || body.Method is not { MethodKind: MethodKind.Ordinary } method)
            return false;
        foreach (var parameter in method.Parameters)
            if (TypeName.Is(parameter.Type, Tokens.Token))
                return true;
        return Ops.Ancestor<IUsingOperation>(happening) is not null;
    }

    /// <summary>
    /// The publisher is handed on by this very code, or is a process, a timer or the like: it may well belong to the
    /// subscriber.
    /// </summary>
    private static bool IsTakenIn(IEventReferenceOperation happening, Body body)
    {
        if (Ops.Symbol(Ops.Reached(happening.Instance)) is not { } publisher
            || TypeName.Derives(happening.Instance?.Type, "System.ComponentModel.Component")
            || TypeName.Derives(happening.Instance?.Type, "System.Transactions.Transaction")
            || TypeName.Derives(happening.Instance?.Type, "System.Net.Sockets.SocketAsyncEventArgs"))
            return true;
        foreach (var mention in body.ReferencesTo(publisher))
            if (Ops.Use(mention) is IArgumentOperation or IReturnOperation or IVariableInitializerOperation or IArrayInitializerOperation)
                return true;
        return false;
    }

    private static RuleText Word(Origin origin) => origin switch
    {
        Origin.Static => RuleTexts.OfStatic,
        Origin.Injected => RuleTexts.OfInjected,
        _ => RuleTexts.OfForeign,
    };

    private static bool IsAppCode(TypeWorld world, Body body) =>
        InitContext.IsEntry(body.Member)
            || (LifetimeMap.Of(world.Scope).IsApp(body.Member.ContainingType) && !RunsOften(body))
            || (InitContext.Contains(body.Member) && !InitContext.IsConstruction(body.Member));

    /// <summary>
    /// Within a function that answers the requests of a web program: set-up code hands it over, and each request runs it.
    /// </summary>
    private static bool IsOfRequest(IOperation place)
    {
        for (var function = Ops.Function(place); function is not null; function = Ops.Function(function))
            if (RemoteSources.IsServed(function))
                return true;
        return false;
    }

    /// <summary>A static class's ordinary methods run for each caller.</summary>
    private static bool RunsOften(Body body) => body.Method is
    {
        MethodKind: MethodKind.Ordinary, Parameters.Length: > 0, IsStatic: true,
        ReturnsVoid: false
    } method && (!method.IsExtensionMethod || method.IsAsync || body.Root.Descendants().Any(static operation =>
        operation is IReturnOperation { Kind: OperationKind.YieldReturn }));

    /// <summary>The publisher is disposed by this code: it doesn't outlive the subscriber.</summary>
    private static bool IsReleased(TypeWorld world, IOperation? publisher, Body body)
    {
        switch (Ops.Symbol(Ops.Reached(publisher)))
        {
            case ILocalSymbol local:
                return RoleReader.In(world).OfVariable(local, body) == Role.Release;
            case IParameterSymbol parameter when RoleReader.In(world).OfVariable(parameter, body) == Role.Release:
                return true;
            case { IsStatic: false } member and (IFieldSymbol or IPropertySymbol):
                foreach (var (mention, place) in world.UsesOf(member))
                    if (RoleReader.In(world).Of(mention, place) == Role.Release)
                        return true;
                return false;
            default:
                return false;
        }
    }

    private static bool IsWeak(IEventAssignmentOperation subscription)
    {
        foreach (var operation in subscription.HandlerValue.Descendants())
            if (operation.Type?.Name is "WeakReference")
                return true;
        return false;
    }
}
