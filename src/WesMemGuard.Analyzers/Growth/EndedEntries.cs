using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Entries that the type itself ends one by one and leaves in the map: whoever ends them outlives them.
/// </summary>
internal static class EndedEntries
{
    /// <summary>For a map that nothing is taken out of: whether single entries of it are ended or emptied for good.</summary>
    public static bool Stay(TypeWorld world, TrackedCollection map)
    {
        if (!CollectionTypes.IsMap(map.Type) || map.IsInner || map.Any(UseKind.Shrink) || map.Any(UseKind.Replace))
            return false;
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Read && Found(use) is { } entry && !InitContext.IsConstruction(use.Body.Member)
                && (IsEnded(world, entry, use.Body) || IsFoundEmpty(entry, use)))
                return true;
        return false;
    }

    /// <summary>Null takes an entry's place, by a key that is given, where nothing is taken out: its key stays.</summary>
    public static bool AreEmptied(TrackedCollection map)
    {
        if (!CollectionTypes.IsMap(map.Type) || map.IsInner || map.Any(UseKind.Shrink) || map.Any(UseKind.Replace))
            return false;
        foreach (var use in map.Uses)
            if (IsPut(use) && IsNull(use) && map.Uses.Exists(other => IsPut(other) && !IsNull(other)
                && !ReferenceEquals(other.Body, use.Body)) && !map.Uses.Exists(other => IsPut(other) && !IsNull(other)
                && ReferenceEquals(other.Body, use.Body)))
                return true;
        return false;
    }

    private static bool IsPut(CollectionUse use) =>
        use.Kind == UseKind.Grow && Ops.Symbol(use.Key) is IParameterSymbol or ILocalSymbol;

    private static bool IsNull(CollectionUse use) => Ops.Bare(use.Value) is { ConstantValue: { HasValue: true, Value: null } };

    /// <summary>The local that one entry is got into, by a key that the caller gives.</summary>
    private static ILocalSymbol? Found(CollectionUse use) => use.Place is IInvocationOperation { TargetMethod.Name: "TryGetValue" } look
        && Ops.Symbol(Ops.ArgumentAt(look, 0)) is IParameterSymbol
            ? Ops.Symbol(Ops.ArgumentAt(look, 1)) as ILocalSymbol : null;

    /// <summary>Disposed, completed or cancelled, itself or a part of it: none of these can be undone.</summary>
    private static bool IsEnded(TypeWorld world, ILocalSymbol entry, Body body)
    {
        foreach (var mention in body.ReferencesTo(entry))
        {
            var use = Ops.Use(mention);
            while (use is IMemberReferenceOperation and not IMethodReferenceOperation)
                use = Ops.Use(use);
            if (use is IInvocationOperation called && Ops.Contains(called, mention) && EndsForGood(world, called.TargetMethod)
                && !IsPutBack(entry, body))
                return true;
            if (use is IInvocationOperation
                { TargetMethod.Name: "Dispose" or "DisposeAsync" or "Complete" or "TryComplete" or "Cancel" or "CancelAsync" } end
                && Ops.Contains(end, mention) && !IsPutBack(entry, body))
                return true;
        }
        return false;
    }

    /// <summary>A method of the program without arguments that cancels, disposes or completes a part of its object.</summary>
    private static bool EndsForGood(TypeWorld world, IMethodSymbol method)
    {
        if (method.Parameters.Length > 0 || method.ContainingType.TypeKind != TypeKind.Class
            || ForeignCode.Of(world.Scope).BodyOf(method) is not { } code)
            return false;
        foreach (var call in code.Calls)
            if (call.TargetMethod.Name is "Cancel" or "CancelAsync" or "Dispose" or "DisposeAsync" or "Complete" or "TryComplete"
                && Ops.FunctionRoot(call) is IBlockOperation && Ops.Ancestor<IConditionalOperation>(call) is null
                && IsOwn(Ops.Reached(call.Instance))
                && !code.Creations.Exists(static made => made.Type?.Name == "CancellationTokenSource"))
                return true;
        return false;
    }

    private static bool IsOwn(IOperation? part) => part is IMemberReferenceOperation
    {
        Instance: IInstanceReferenceOperation or IMemberReferenceOperation { Instance: IInstanceReferenceOperation }
    };

    /// <summary>Something takes the entry's place in the same member.</summary>
    private static bool IsPutBack(ILocalSymbol entry, Body body)
    {
        foreach (var mention in body.ReferencesTo(entry))
            if (Ops.Parent(mention, out var child) is IAssignmentOperation put && ReferenceEquals(put.Target, child))
                return true;
        foreach (var operation in body.Root.Descendants())
            if (operation is IAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } })
                return true;
        return false;
    }

    /// <summary>Something is removed from the collection that the entry is; the code sees that it was the last one.</summary>
    private static bool IsFoundEmpty(ILocalSymbol entry, CollectionUse look)
    {
        if (!CollectionTypes.Contains(entry.Type))
            return false;
        var removes = false;
        var asks = false;
        foreach (var mention in look.Body.ReferencesTo(entry))
        {
            removes |= Ops.Use(mention) is IInvocationOperation { TargetMethod: { Name: "Remove" or "TryRemove", Parameters.Length: > 0 } };
            asks |= removes && Ops.Use(mention) is IPropertyReferenceOperation { Property.Name: "IsEmpty" or "Count" } size
                && AsksForNone(size);
        }
        return removes && asks;
    }

    private static bool AsksForNone(IPropertyReferenceOperation size) => size.Property.Name == "IsEmpty"
        || (Ops.Parent(size, out _) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } comparison
            && (comparison.LeftOperand.ConstantValue is { HasValue: true, Value: 0 }
                || comparison.RightOperand.ConstantValue is { HasValue: true, Value: 0 }));
}
