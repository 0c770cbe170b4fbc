using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Indexes of items that the same code gives to an object of the program as well, where other code takes an item from that object
/// and leaves it in the index.
/// </summary>
internal static class ForgottenBeside
{
    public static bool Are(TypeWorld world, TrackedCollection index, CollectionUse growth)
    {
        if (!CollectionTypes.IsMap(index.Type) || index.IsInner || index.Any(UseKind.Shrink) || index.Any(UseKind.Replace)
            || Value(growth) is not { Type: { } kind } value || Ops.Symbol(value) is not (ILocalSymbol or IParameterSymbol))
            return false;
        foreach (var call in growth.Body.Calls)
            if (IsGiven(call, argument => SymbolEqualityComparer.Default.Equals(Ops.Symbol(argument), Ops.Symbol(value)))
                && world.Bodies.Any(other => !ReferenceEquals(other, growth.Body)
                    && TakesFrom(world, other, call.TargetMethod.ContainingType, kind)
                    && !index.Uses.Exists(use => ReferenceEquals(use.Body, other)))
                && Does(world, call.TargetMethod, UseKind.Grow))
                return true;
        return false;
    }

    /// <summary>What goes in: of a call that changes an entry or adds one, what it adds.</summary>
    private static IOperation? Value(CollectionUse growth) =>
        Ops.Bare(growth.Place is IInvocationOperation { TargetMethod.Name: "AddOrUpdate" } call ? Ops.ArgumentAt(call, 1) : growth.Value);

    private static bool TakesFrom(TypeWorld world, Body body, INamedTypeSymbol keeper, ITypeSymbol kind) => body.Calls.Exists(call =>
        SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, keeper) && IsGiven(call, argument =>
            Ops.Symbol(argument) is IParameterSymbol item && SymbolEqualityComparer.Default.Equals(item.Type, kind))
        && Does(world, call.TargetMethod, UseKind.Shrink));

    private static bool IsGiven(IInvocationOperation call, Func<IOperation, bool> isOne) =>
        !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty && call.Arguments.Length == 1 && isOne(call.Arguments[0].Value);

    /// <summary>The object's method puts what it is given into a collection of its own, or takes it out, whatever it is called.</summary>
    private static bool Does(TypeWorld world, IMethodSymbol method, UseKind kind) =>
        ForeignCode.Of(world.Scope).BodyOf(method) is { } code && code.Calls.Exists(change =>
            MethodNames.Effect(change.TargetMethod.Name) == kind && CollectionTypes.Contains(change.Instance?.Type)
            && Ops.Reached(change.Instance) is IFieldReferenceOperation { Instance: IInstanceReferenceOperation }
            && change.Arguments.Any(static argument => argument.Value.DescendantsAndSelf().Any(static part =>
                part is IParameterReferenceOperation)))
        || kind == UseKind.Grow && ForeignCode.Of(world.Scope).BodyOf(method) is { } setter && setter.Members.Exists(static place =>
            place is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map } && CollectionTypes.Contains(map.Type)
            && Ops.Parent(place, out var child) is ISimpleAssignmentOperation put && ReferenceEquals(put.Target, child));
}
