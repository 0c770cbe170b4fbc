using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>Facts about event handlers.</summary>
internal static class Handlers
{
    /// <summary>The lambda, method group or variable behind a handler value.</summary>
    public static IOperation? Target(IEventAssignmentOperation subscription) => Behind(subscription.HandlerValue);

    /// <summary>The lambda, method group or variable that a delegate is made of.</summary>
    public static IOperation? Behind(IOperation handler)
    {
        var bare = Ops.Bare(handler);
        while (bare is IDelegateCreationOperation creation)
            bare = Ops.Bare(creation.Target);
        return bare;
    }

    /// <summary>Whether the handler keeps the subscriber, or what it captured, alive.</summary>
    public static bool RootsState(IOperation? target, bool captures)
    {
        switch (target)
        {
            case IMethodReferenceOperation group:
                return group.Instance is IInstanceReferenceOperation
                    || (captures && (group.Instance is not null
                    || group.Method is { MethodKind: MethodKind.LocalFunction, IsStatic: false }));
            case IAnonymousFunctionOperation lambda:
                foreach (var operation in lambda.Body.Descendants())
                    if (operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
                        || (captures && IsCapture(operation, lambda)))
                        return true;
                return false;
            case IFieldReferenceOperation { Field.IsStatic: false }:
                return true;
            case ILocalReferenceOperation local when captures:
                return Initial(local) is { } made && RootsState(made, captures);
            default:
                return false;
        }
    }

    /// <summary>The event's name and owner match; an interface's event matches its implementation by name.</summary>
    public static bool SameEvent(IEventAssignmentOperation left, IEventAssignmentOperation right) =>
        left.EventReference is IEventReferenceOperation a && right.EventReference is IEventReferenceOperation b
        && a.Event.Name == b.Event.Name;

    public static ISymbol? Receiver(IEventAssignmentOperation subscription) =>
        subscription.EventReference is IEventReferenceOperation { Instance: { } instance }
            ? Ops.Symbol(Ops.Reached(instance)) : null;

    /// <summary>Whether anything in the world removes a handler from the same event.</summary>
    public static bool IsRemoved(TypeWorld world, IEventAssignmentOperation added)
    {
        foreach (var body in world.Bodies)
            foreach (var other in body.Subscriptions)
                if (!other.Adds && SameEvent(other, added) && !OfOthers(other, added)
                    && body.Method is not { MethodKind: MethodKind.Destructor })
                    return true;
        return false;
    }

    /// <summary>Their publishers are members of different types: one that the object has itself, and one of what it was given.</summary>
    private static bool OfOthers(IEventAssignmentOperation removal, IEventAssignmentOperation added) =>
        Receiver(removal) is (IFieldSymbol or IPropertySymbol) and { IsStatic: false, ContainingType: var one }
        && Receiver(added) is (IFieldSymbol or IPropertySymbol) and { IsStatic: false, ContainingType: var other } given
        && !SymbolEqualityComparer.Default.Equals(one, other) && !given.DeclaringSyntaxReferences.IsEmpty
        && added.EventReference is IEventReferenceOperation { Instance: { } instance }
        && Ops.Reached(instance) is IMemberReferenceOperation { Instance: not IInstanceReferenceOperation };

    /// <summary>The lambda or method group a local was declared with, or was given afterwards.</summary>
    private static IOperation? Initial(ILocalReferenceOperation local)
    {
        var function = Ops.FunctionRoot(local);
        if (Made(Locals.Initial(local.Local, function)) is { } first)
            return first;
        foreach (var operation in function.Descendants())
            if (operation is ISimpleAssignmentOperation put && SymbolEqualityComparer.Default.Equals(Ops.Symbol(put.Target), local.Local)
                && Made(put.Value) is { } given)
                return given;
        return null;
    }

    private static IOperation? Made(IOperation? value) => Ops.Bare(value) is IDelegateCreationOperation made ? Ops.Bare(made.Target) : null;

    private static bool IsCapture(IOperation operation, IAnonymousFunctionOperation lambda) => operation switch
    {
        ILocalReferenceOperation local => !Declares(lambda, local.Local),
        IParameterReferenceOperation parameter => !Declares(lambda, parameter.Parameter),
        _ => false,
    };

    private static bool Declares(IAnonymousFunctionOperation lambda, ISymbol variable)
    {
        foreach (var reference in variable.DeclaringSyntaxReferences)
            if (lambda.Syntax.Span.Contains(reference.Span))
                return true;
        return false;
    }
}
