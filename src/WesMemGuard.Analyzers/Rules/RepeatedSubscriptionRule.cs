using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.Subscriptions;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG4003: the same handler subscribed again in a loop or on each reconnect.</summary>
internal sealed class RepeatedSubscriptionRule : LeakRule
{
    public const string Id = "WMG4003";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Source);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
            foreach (var subscription in body.Subscriptions)
                if (subscription.Adds && subscription.EventReference is IEventReferenceOperation happening
                    && !IsRemovedNear(world, subscription, body)
                    && When(world, subscription, happening, body) is { } when)
                    report.At(Rule, subscription.Syntax.GetLocation(), when.IsSure, happening.Event.Name, when.Text);
    }

    private static (RuleText Text, bool IsSure)? When(TypeWorld world, IEventAssignmentOperation subscription,
        IEventReferenceOperation happening, Body body)
    {
        if (IsFresh(world, happening, subscription, body))
            return null;
        if (Ops.Loop(subscription) is { } loop && !DeclaredIn(happening.Instance, loop, body))
            return IsAnotherHandler(subscription, loop) ? null : (RuleTexts.LoopTurns, true);
        if (InitContext.IsConstruction(body.Member) && Ops.Function(subscription) is null)
            return null;
        if (IsAddedElsewhere(world, subscription, body))
            return (RuleTexts.Runs(body.Member.Name), true);
        if (CalledAgain(world, body))
            return (RuleTexts.Runs(body.Member.Name), true);
        return RepetitionNames.Contain(body.Member.Name) ? (RuleTexts.Runs(body.Member.Name), false) : null;
    }

    /// <summary>Each turn brings a handler of its own: foreach (var handler in handlers) Event += handler.</summary>
    private static bool IsAnotherHandler(IEventAssignmentOperation subscription, ILoopOperation loop)
    {
        if (Handlers.Target(subscription) is not ILocalReferenceOperation local)
            return false;
        foreach (var reference in local.Local.DeclaringSyntaxReferences)
            if (loop.Syntax.Span.Contains(reference.Span))
                return true;
        return false;
    }

    /// <summary>The same handler of the same publisher's event is added by other code of the type too.</summary>
    private static bool IsAddedElsewhere(TypeWorld world, IEventAssignmentOperation subscription, Body body)
    {
        if (Handlers.Target(subscription) is not IMethodReferenceOperation { Method: var handler })
            return false;
        foreach (var other in world.Bodies)
            foreach (var added in other.Subscriptions)
                if (added.Adds && !ReferenceEquals(other, body) && Handlers.SameEvent(added, subscription)
                    && SymbolEqualityComparer.Default.Equals(Handlers.Receiver(added), Handlers.Receiver(subscription))
                    && Handlers.Target(added) is IMethodReferenceOperation { Method: var same }
                        && SymbolEqualityComparer.Default.Equals(same, handler))
                    return true;
        return false;
    }

    private static bool CalledAgain(TypeWorld world, Body body)
    {
        if (body.Method is not { MethodKind: MethodKind.Ordinary } method)
            return false;
        foreach (var (call, caller) in world.CallersOf(method))
            if (!ReferenceEquals(caller, body) && call.Instance is null or IInstanceReferenceOperation
                && (Ops.Loop(call) is not (null or IForEachLoopOperation)
                    || Ops.Ancestor<ICatchClauseOperation>(call) is not null || IsHandler(world, caller)))
                return true;
        return IsHandler(world, body);
    }

    /// <summary>A method of the type that handles an event: it runs whenever that is raised.</summary>
    private static bool IsHandler(TypeWorld world, Body body)
    {
        foreach (var other in world.Bodies)
            foreach (var given in other.Subscriptions)
                if (given.Adds && Handlers.Target(given) is IMethodReferenceOperation { Method: var handler }
                    && SymbolEqualityComparer.Default.Equals(handler.OriginalDefinition, body.Member))
                    return true;
        return false;
    }

    /// <summary>The publisher is made in this very function, or in the loop's turn.</summary>
    private static bool IsFresh(TypeWorld world, IEventReferenceOperation happening,
        IEventAssignmentOperation subscription, Body body)
    {
        if (happening.Event.IsStatic)
            return false;
        if (Ops.Symbol(Ops.Reached(happening.Instance)) is not { } symbol)
            return happening.Instance is not IInstanceReferenceOperation;
        if (symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }
            && !InitContext.IsConstruction(body.Member))
            return false;
        if (symbol is ILocalSymbol or IParameterSymbol)
            return Ops.Loop(subscription) is null
                || symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } };
        foreach (var (mention, place) in world.UsesOf(symbol))
            if (ReferenceEquals(place, body) && Ops.Parent(mention, out var child) is IAssignmentOperation assignment
                && ReferenceEquals(assignment.Target, child))
                return true;
        return false;
    }

    private static bool DeclaredIn(IOperation? instance, ILoopOperation loop, Body body)
    {
        var reached = Ops.Reached(instance);
        while (reached is IMemberReferenceOperation { Instance: { } inner })
            reached = Ops.Reached(inner);
        if (Ops.Symbol(reached) is not (ILocalSymbol or IParameterSymbol) || Ops.Symbol(reached) is not { } symbol)
            return reached is not (null or IInstanceReferenceOperation);
        foreach (var reference in symbol.DeclaringSyntaxReferences)
            if (loop.Syntax.Span.Contains(reference.Span))
                return true;
        foreach (var mention in body.ReferencesTo(symbol))
            if (Ops.Contains(loop, mention) && Ops.Parent(mention, out var child) is IAssignmentOperation assignment
                && ReferenceEquals(assignment.Target, child))
                return true;
        return false;
    }

    /// <summary>Balanced: removed in this method, or anywhere but in Dispose.</summary>
    private static bool IsRemovedNear(TypeWorld world, IEventAssignmentOperation subscription, Body body)
    {
        foreach (var other in world.Bodies)
            foreach (var removal in other.Subscriptions)
                if (!removal.Adds && Handlers.SameEvent(removal, subscription)
                    && Handlers.Target(removal) is not IAnonymousFunctionOperation
                    && (ReferenceEquals(other, body)
                        || !other.Member.Name.StartsWith("Dispose", StringComparison.Ordinal)))
                    return true;
        return false;
    }
}
