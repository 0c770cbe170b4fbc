using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Call-backs under numbers that the type makes itself and gives to nobody who could take them back: only the answer that names the
/// number takes one out.
/// </summary>
internal static class OwnNumbers
{
    public static bool AreAnswered(TrackedCollection map)
    {
        if (!CollectionTypes.IsMap(map.Type) || map.IsInner || CollectionTypes.Kept(map.Type) is not { TypeKind: TypeKind.Delegate })
            return false;
        var grows = false;
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Grow && (!IsOwn(use) || use.Body.Method is not { ReturnsVoid: true }))
                return false;
            else if (use.Kind == UseKind.Grow)
                grows = true;
            else if (use.Kind is UseKind.Replace or UseKind.BoundCheck or UseKind.Escape
                || (use.Kind == UseKind.Shrink && !IsOfAnswer(use)))
                return false;
        return grows && map.Any(UseKind.Shrink);
    }

    /// <summary>Made here, what is kept is the caller's, and no function that is written here gets the number.</summary>
    private static bool IsOwn(CollectionUse growth) => FreshKeys.Contain(growth) && Ops.Symbol(growth.Key) is ILocalSymbol number
        && Ops.Symbol(growth.Value) is IParameterSymbol
        && growth.Body.ReferencesTo(number).All(mention => ReferenceEquals(Ops.FunctionRoot(mention), Ops.FunctionRoot(growth.Place)));

    private static bool IsOfAnswer(CollectionUse removal) =>
        removal.Place is IInvocationOperation { TargetMethod.Name: "Remove" or "TryRemove" } call
        && Ops.ArgumentAt(call, 0) is { } key
        && (Ops.Symbol(key) is ILocalSymbol local ? removal.Body.InitialOf(local) : key)?.DescendantsAndSelf().Any(static part =>
            part is IInvocationOperation { TargetMethod: { ContainingType: var owner } }
            && TypeName.Of(owner) is "System.Text.Json.JsonElement" or "System.Text.Json.Nodes.JsonNode"
                or "System.Text.Json.Nodes.JsonValue" or "System.BitConverter" or "System.Buffers.Binary.BinaryPrimitives") == true;
}
