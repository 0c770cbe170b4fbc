using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>
/// Removals of a handler that don't come when they are wanted: only success reaches them, disposal doesn't, or a flag has to be set.
/// </summary>
internal static class HandlerRemovals
{
    /// <summary>
    /// The function that subscribes is the only one that removes, and an await in between may fail or be cancelled
    /// with nothing around it that would remove.
    /// </summary>
    public static bool AreSkipped(TypeWorld world, IEventAssignmentOperation added, Body body)
    {
        var function = Ops.FunctionRoot(added);
        var removals = Of(world, added);
        return removals.Count > 0 && removals.TrueForAll(removal => ReferenceEquals(removal.Body, body)
                && ReferenceEquals(Ops.FunctionRoot(removal.Place), function) && removal.Place.Syntax.SpanStart >= added.Syntax.SpanStart)
            && (IsLeftInWalk(function, added) || UncoveredWait.Follows(function, added, operation => Removes(operation, added)));
    }

    /// <summary>
    /// The constructor subscribes, the object can be disposed, and only other methods than its disposal and what that calls remove.
    /// </summary>
    public static bool AreNotOfDisposal(TypeWorld world, IEventAssignmentOperation added, Body body) =>
        InitContext.IsConstruction(body.Member) && AreNotOfDisposal(world, body, Of(world, added));

    /// <summary>The same of removals that are known.</summary>
    public static bool AreNotOfDisposal(TypeWorld world, Body body, List<(Body Body, IOperation Place)> removals) =>
        removals.Count > 0 && InitContext.IsConstruction(body.Member) && body.Member.ContainingType is { } owner
        && CleanUpCode.Of(world, owner) is { Count: > 0 } code
        && code.Any(static part => part.Calls.Count + part.Unbound.Count + part.Subscriptions.Count > 0)
        && removals.TrueForAll(removal => !code.Contains(removal.Body) && Ops.Function(removal.Place) is null
            && removal.Body.Method is
            { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, Parameters.Length: 0 });

    /// <summary>
    /// The constructor subscribes, and the only removals stand behind a flag of the object that is false until some other method sets it.
    /// </summary>
    public static bool AreFlagged(TypeWorld world, IEventAssignmentOperation added, Body body) =>
        InitContext.IsConstruction(body.Member) && Ops.Function(added) is null
        && Of(world, added) is { Count: > 0 } removals && removals.TrueForAll(removal => IsBehindFlag(world, removal.Place));

    /// <summary>The places of the type that take a handler off the same event.</summary>
    private static List<(Body Body, IOperation Place)> Of(TypeWorld world, IEventAssignmentOperation added)
    {
        var found = new List<(Body, IOperation)>();
        foreach (var body in world.Bodies)
            foreach (var other in body.Subscriptions)
                if (Removes(other, added))
                    found.Add((body, other));
        return found;
    }

    private static bool Removes(IOperation operation, IEventAssignmentOperation added) =>
        operation is IEventAssignmentOperation { Adds: false } removal && Handlers.SameEvent(removal, added);

    private static bool IsBehindFlag(TypeWorld world, IOperation removal)
    {
        for (IOperation child = removal, current = removal.Parent!; current is not null; child = current, current = current.Parent!)
            if (current is IConditionalOperation branch && ReferenceEquals(branch.WhenTrue, child)
                && Ops.Bare(branch.Condition) is IFieldReferenceOperation
                { Field: { IsStatic: false, DeclaredAccessibility: Accessibility.Private } flag }
                && world.UsesOf(flag).All(use => Deconstructions.ValueFor(use.Place) is not { } value
                    || value.ConstantValue is { HasValue: true, Value: false }
                    || (!InitContext.IsConstruction(use.Body.Member) && value.ConstantValue is { HasValue: true, Value: true }))
                && !world.Bodies.Any(made => SymbolEqualityComparer.Default.Equals(made.Member, flag)))
                return true;
        return false;
    }

    /// <summary>An iterator hands out something before it removes, and does so in no finally block.</summary>
    private static bool IsLeftInWalk(IOperation function, IEventAssignmentOperation added) =>
        ObligationWalk.Leaks(function, added, null, operation => Removes(operation, added))
            .Exists(static leak => leak.Place is IReturnOperation { Kind: OperationKind.YieldReturn });
}
