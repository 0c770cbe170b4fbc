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
            || !Same(assignment.Target, member))
            return UseKind.Read;
        return Named(call.TargetMethod.Name);
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

    private static UseKind Named(string name) =>
        name is "SetItem" or "SetItems" or "Union" ? UseKind.Grow : MethodNames.Effect(name);

    private static bool Same(IOperation? reference, ISymbol? member) =>
        member is not null && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Bare(reference)), member);
}
