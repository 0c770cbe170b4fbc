using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.Subscriptions;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG4002: an event removal that can never match what was added.</summary>
internal sealed class RemovalMismatchRule : LeakRule
{
    public const string Id = "WMG4002";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Source);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
        {
            foreach (var removal in body.Subscriptions)
                if (!removal.Adds && removal.EventReference is IEventReferenceOperation happening
                    && Reason(world, removal, body) is { } reason)
                    report.Warn(Rule, removal, happening.Event.Name, reason);
            if (body.Method is { MethodKind: MethodKind.EventRemove, AssociatedSymbol: IEventSymbol declared }
                && IsEmptyHanded(world, declared, body))
                report.At(Rule, body.Root.Syntax.Parent?.GetLocation()
                    ?? body.Root.Syntax.GetLocation(), true, declared.Name,
                    RuleTexts.UndoesNothing);
        }
    }

    private static RuleText? Reason(TypeWorld world, IEventAssignmentOperation removal, Body body)
    {
        var target = Handlers.Target(removal);
        if (target is IAnonymousFunctionOperation)
            return RuleTexts.FreshDelegate;
        if (target is IInvocationOperation made && MakesLambda(world, made, body))
            return RuleTexts.FreshDelegate;
        if (target is ILocalReferenceOperation local)
            return IsFreshLambda(local, removal, body) ? RuleTexts.DelegateMadeNow : null;
        return target is IMethodReferenceOperation group
            && NeverAdded(world, removal, group) ? RuleTexts.NeverAdded : null;
    }

    /// <summary>A method of this world whose every answer is a new lambda.</summary>
    private static bool MakesLambda(TypeWorld world, IInvocationOperation call, Body body)
    {
        if (FunctionRoots.Of(world, call.TargetMethod, body) is not { } target)
            return false;
        var any = false;
        foreach (var operation in target.Code.Descendants())
            if (operation is IReturnOperation { ReturnedValue: { } value }
                && ReferenceEquals(Ops.FunctionRoot(operation), Ops.FunctionRoot(target.Code)))
            {
                if (Ops.Bare(value) is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation })
                    return false;
                any = true;
            }
        return any;
    }

    private static bool IsFreshLambda(ILocalReferenceOperation local, IEventAssignmentOperation removal, Body body)
    {
        foreach (var mention in body.ReferencesTo(local.Local))
            if (!ReferenceEquals(mention, local) && mention.Syntax.Span != local.Syntax.Span)
                return false;
        return Ops.Bare(Locals.Initial(local.Local, Ops.FunctionRoot(removal)))
            is IDelegateCreationOperation { Target: IAnonymousFunctionOperation };
    }

    /// <summary>The same receiver's event is added to in this world, only ever with other handlers.</summary>
    private static bool NeverAdded(TypeWorld world, IEventAssignmentOperation removal, IMethodReferenceOperation group)
    {
        var receiver = Handlers.Receiver(removal);
        var added = false;
        foreach (var body in world.Bodies)
            foreach (var other in body.Subscriptions)
            {
                if (!other.Adds || !Handlers.SameEvent(other, removal))
                    continue;
                if (!SymbolEqualityComparer.Default.Equals(Handlers.Receiver(other), receiver))
                    return false;
                if (Handlers.Target(other) is not (IMethodReferenceOperation or IAnonymousFunctionOperation))
                    return false;
                if (Handlers.Target(other) is IMethodReferenceOperation candidate
                    && candidate.Method.Name == group.Method.Name)
                    return false;
                added = true;
            }
        return added;
    }

    /// <summary>The add accessor keeps the handler somewhere; the remove accessor does nothing at all.</summary>
    private static bool IsEmptyHanded(TypeWorld world, IEventSymbol declared, Body remove)
    {
        if (declared.AddMethod is not { } adder || world.BodyOf(adder) is not { } add)
            return false;
        return Touches(add)
            && ((!Touches(remove) && !Throws(remove))
                || (IsWrapped(adder, add) && (IsTakenBare(remove) || TakesFresh(remove))));
    }

    /// <summary>The add accessor keeps only a delegate that calls the handler.</summary>
    private static bool IsWrapped(IMethodSymbol adder, Body add)
    {
        var mentions = add.ReferencesTo(adder.Parameters[0]);
        foreach (var mention in mentions)
            if (Ops.Function(mention) is not IAnonymousFunctionOperation)
                return false;
        return mentions.Count > 0;
    }

    /// <summary>The remove accessor looks for the handler itself.</summary>
    private static bool IsTakenBare(Body remove)
    {
        var mentions = remove.ReferencesTo(remove.Method!.Parameters[0]);
        foreach (var mention in mentions)
            if (Ops.Function(mention) is not null
                || Ops.Use(mention) is not (IArgumentOperation or IEventAssignmentOperation or ICompoundAssignmentOperation))
                return false;
        return mentions.Count > 0;
    }

    /// <summary>The remove accessor subtracts a lambda made just now.</summary>
    private static bool TakesFresh(Body remove)
    {
        foreach (var operation in remove.Root.Descendants())
            if (operation is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract } subtraction
                && Ops.Bare(subtraction.Value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation })
                return true;
        return false;
    }

    private static bool Touches(Body body)
    {
        if (body.Subscriptions.Count > 0 || body.Calls.Count > 0)
            return true;
        foreach (var operation in body.Root.Descendants())
            if (operation is IAssignmentOperation)
                return true;
        return false;
    }

    private static bool Throws(Body body)
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IThrowOperation)
                return true;
        return false;
    }
}
