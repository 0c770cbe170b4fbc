using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>
/// Layers that a turn of a loop lays on what an <c>AsyncLocal</c> holds, and that some way to the next turn doesn't take off: each
/// holds all before it, for as long as the flow runs. A function that ends takes its own layers with it.
/// </summary>
internal static class AmbientLayers
{
    public static bool AreLeft(TypeWorld world, IInvocationOperation call, Body body)
    {
        if (Ops.Loop(call) is null || call.TargetMethod.IsAsync || !Lays(world, call.TargetMethod))
            return false;
        var function = Ops.FunctionRoot(call);
        var local = Destination.Of(call).Symbol as ILocalSymbol;
        return Destination.Of(call).Kind is DestinationKind.Dropped or DestinationKind.Local
            && ObligationWalk.Leaks(function, call, local, operation => TakesOff(world, operation, call, local))
                .Exists(static leak => leak.Kind == LeakKind.Overwritten);
    }

    /// <summary>A method of the program that sets a flow's value to a new object made around the one before.</summary>
    private static bool Lays(TypeWorld world, IMethodSymbol method) => HasFlow(method.ContainingType)
        && ForeignCode.Of(world.Scope).BodyOf(method) is { } code && code.Members.Exists(static member => SetTo(member) is { } put
            && IsAround(put.Value, member.Member, (member.Instance as IMemberReferenceOperation)?.Member));

    private static bool HasFlow(INamedTypeSymbol? owner)
    {
        if (owner is not { DeclaringSyntaxReferences.IsEmpty: false })
            return false;
        foreach (var member in owner.GetMembers())
            if (member is IFieldSymbol { Type: INamedTypeSymbol kept } && TypeName.Is(kept, "System.Threading.AsyncLocal"))
                return true;
        return false;
    }

    /// <summary>The assignment to a flow's value that a mention of the value is the target of.</summary>
    private static ISimpleAssignmentOperation? SetTo(IMemberReferenceOperation member) =>
        member is IPropertyReferenceOperation { Property.Name: "Value", Instance: IFieldReferenceOperation { Type: { } flow } }
        && TypeName.Is(flow, "System.Threading.AsyncLocal") && Ops.Parent(member, out var child) is ISimpleAssignmentOperation put
        && ReferenceEquals(put.Target, child) ? put : null;

    /// <summary>A new object, or what a set that doesn't change returns, made of the value that is there.</summary>
    private static bool IsAround(IOperation value, ISymbol part, ISymbol? flow)
    {
        var made = Ops.Bare(value);
        var given = made switch
        {
            IObjectCreationOperation layer => layer.Arguments.Select(static argument => argument.Value),
            IInvocationOperation { TargetMethod.Name: "Push" or "Add" or "Enqueue" or "SetItem" or "Append" or "Prepend" } grown =>
                grown.Arguments.Select(static argument => argument.Value).Append(grown.Instance!),
            _ => [],
        };
        return given.Any(argument => argument is not null && argument.DescendantsAndSelf().Any(inner =>
            inner is IPropertyReferenceOperation { Instance: IFieldReferenceOperation { Field: var field } } read
            && SymbolEqualityComparer.Default.Equals(read.Property, part) && SymbolEqualityComparer.Default.Equals(field, flow)));
    }

    /// <summary>
    /// The handle is used, a method of the same type sets the value and lays nothing, or the code sets it itself.
    /// </summary>
    private static bool TakesOff(TypeWorld world, IOperation operation, IInvocationOperation laid, ILocalSymbol? handle) => operation switch
    {
        ILocalReferenceOperation { Local: var used } => handle is not null && SymbolEqualityComparer.Default.Equals(used, handle),
        IPropertyReferenceOperation member => SetTo(member) is not null,
        IInvocationOperation other => !ReferenceEquals(other, laid)
            && SymbolEqualityComparer.Default.Equals(other.TargetMethod.ContainingType, laid.TargetMethod.ContainingType)
            && !SymbolEqualityComparer.Default.Equals(other.TargetMethod, laid.TargetMethod)
            && ForeignCode.Of(world.Scope).BodyOf(other.TargetMethod) is { } code
            && code.Members.Exists(static member => SetTo(member) is not null),
        _ => false,
    };
}
