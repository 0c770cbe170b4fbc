using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Immutable collections in a field: they grow when the field is set to a copy with more in it.</summary>
internal static class CopyOnWrite
{
    public const string Interlocked = "System.Collections.Immutable.ImmutableInterlocked";

    /// <summary>What a call on the collection does to the field; a copy that goes elsewhere does nothing.</summary>
    public static UseKind Effect(IInvocationOperation call, ISymbol? member)
    {
        IOperation outermost = call;
        while (Ops.Use(outermost) is IInvocationOperation next && ReferenceEquals(Ops.Bare(next.Instance), outermost))
            outermost = next;
        if (Ops.Parent(outermost, out _) is not ISimpleAssignmentOperation assignment
            || !(Same(assignment.Target, member) || IsPartOf(call, assignment)))
            return UseKind.Read;
        return Named(call.TargetMethod.Name);
    }

    /// <summary>The local holds what the assigned member held before.</summary>
    private static bool IsPartOf(IInvocationOperation call, ISimpleAssignmentOperation assignment)
    {
        var bare = Ops.Bare(call.Instance);
        while (bare is IInvocationOperation { Instance: { } inner })
            bare = Ops.Bare(inner);
        return bare is ILocalReferenceOperation { Local: var local }
            && Ops.Bare(assignment.Target) is IPropertyReferenceOperation { Property: var property }
            && Locals.Initial(local, Ops.FunctionRoot(call)) is { } held && Same(held, property.OriginalDefinition);
    }

    /// <summary>What an assignment to the field does: null when the calls on its right side say it.</summary>
    public static bool IsChangedCopy(IAssignmentOperation assignment)
    {
        var value = Ops.Bare(assignment.Value);
        while (value is IInvocationOperation { Instance: { } instance } call
            && Named(call.TargetMethod.Name) != UseKind.Read)
            value = Ops.Bare(instance);
        return !ReferenceEquals(value, Ops.Bare(assignment.Value))
            && Same(value, Ops.Symbol(Ops.Bare(assignment.Target)));
    }

    /// <summary>What a call of ImmutableInterlocked does to the field it is given.</summary>
    public static UseKind OfInterlocked(IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "Update")
            return call.TargetMethod.Name is "InterlockedExchange" or "InterlockedCompareExchange" or "TryUpdate"
                ? UseKind.Replace : Named(call.TargetMethod.Name);
        var effect = UseKind.Read;
        foreach (var operation in call.Descendants())
            if (operation is IInvocationOperation inner
                && Named(inner.TargetMethod.Name) is var found and not UseKind.Read)
                effect = effect == UseKind.Shrink ? effect : found;
        return effect == UseKind.Read ? UseKind.Replace : effect;
    }

    /// <summary>The key or item that an update puts in: what its function gets of the call, or what stands there.</summary>
    public static IOperation? GivenTo(IInvocationOperation update)
    {
        foreach (var operation in update.Descendants())
            if (operation is IInvocationOperation { Instance: not null, Arguments.Length: > 0 } inner
                && Named(inner.TargetMethod.Name) == UseKind.Grow)
                return Ops.Symbol(Ops.ArgumentAt(inner, 0)) is IParameterSymbol { ContainingSymbol: IMethodSymbol function, Ordinal: 1 }
                    && function.MethodKind == MethodKind.AnonymousFunction ? Ops.ArgumentAt(update, 2) : Ops.ArgumentAt(inner, 0);
        return null;
    }

    /// <summary>
    /// What a copy that was made before does to the field that it is put into: one with more in it, by way of locals or of a
    /// builder.
    /// </summary>
    public static UseKind OfCopy(IOperation? value, ISymbol? member, Body body)
    {
        foreach (var made in Values(value, body))
        {
            var effect = UseKind.Read;
            var step = made;
            while (step is IInvocationOperation { Instance: { } instance } call)
            {
                if (call.TargetMethod.Name is "ToImmutable" or "MoveToImmutable" or "DrainToImmutable")
                    return OfBuilder(Ops.Symbol(instance), member, body);
                if (Named(call.TargetMethod.Name) is var found and not UseKind.Read)
                    effect = effect == UseKind.Shrink ? effect : found;
                step = Ops.Bare(instance);
            }
            if (effect != UseKind.Read && (Same(step, member) || Values(step, body).Any(held => IsHeld(held, member))))
                return effect;
        }
        return UseKind.Replace;
    }

    private static UseKind OfBuilder(ISymbol? builder, ISymbol? member, Body body)
    {
        if (builder is not ILocalSymbol || Ops.Bare(body.InitialOf(builder)) is not IInvocationOperation
            { TargetMethod.Name: "ToBuilder", Instance: { } source }
            || !(Same(source, member) || Values(source, body).Any(held => IsHeld(held, member))))
            return UseKind.Replace;
        var effect = UseKind.Replace;
        foreach (var mention in body.ReferencesTo(builder))
            switch (Ops.Use(mention))
            {
                case IInvocationOperation { TargetMethod.Name: var name } when Named(name) == UseKind.Shrink:
                    return UseKind.Shrink;
                case IInvocationOperation { TargetMethod.Name: var name } when Named(name) == UseKind.Grow:
                case IPropertyReferenceOperation { Property.IsIndexer: true } entry when Ops.Parent(entry, out _) is IAssignmentOperation:
                    effect = UseKind.Grow;
                    break;
                default:
                    break;
            }
        return effect;
    }

    private static bool IsHeld(IOperation held, ISymbol? member) => Same(held, member)
        || (held is IInvocationOperation { TargetMethod: { Name: "Read", ContainingType.Name: "Volatile" } } read
            && Same(Ops.ArgumentAt(read, 0), member));

    /// <summary>The value itself, or all that a local is given.</summary>
    private static IEnumerable<IOperation> Values(IOperation? value, Body body)
    {
        if (Ops.Bare(value) is not { } bare)
            yield break;
        if (bare is not ILocalReferenceOperation { Local: var local })
        {
            yield return bare;
            yield break;
        }
        if (Ops.Bare(body.InitialOf(local)) is { } initial)
            yield return initial;
        foreach (var mention in body.ReferencesTo(local))
            if (Ops.Parent(mention, out var child) is ISimpleAssignmentOperation put && ReferenceEquals(put.Target, child)
                && Ops.Bare(put.Value) is { } given)
                yield return given;
    }

    private static UseKind Named(string name) =>
        name is "SetItem" or "SetItems" or "Union" ? UseKind.Grow : MethodNames.Effect(name);

    private static bool Same(IOperation? reference, ISymbol? member) =>
        member is not null && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Bare(reference)), member);
}
