using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Caches whose keys are read out of messages: the peer decides how many there are.</summary>
internal static class WireKeys
{
    /// <summary>A memory of answers by such a key, whose maker refuses none.</summary>
    public static bool Contain(TypeWorld world, CollectionUse growth) =>
        growth.Place is IInvocationOperation { TargetMethod.Name: "GetOrAdd" } call
            && Ops.ArgumentAt(call, 1) is { } maker && IsRead(growth)
            && FunctionRoots.OfDelegate(world, maker, growth.Body) is { } made && RefusesNone(made.Code);

    /// <summary>A text got out of a document that a parameter or a local of this very function holds.</summary>
    private static bool IsRead(CollectionUse growth)
    {
        var key = Ops.Symbol(growth.Key) is ILocalSymbol local ? growth.Body.InitialOf(local) : growth.Key;
        if (key is null)
            return false;
        foreach (var operation in key.DescendantsAndSelf())
            if (operation is IInvocationOperation { TargetMethod: { Name: "GetString" or "GetRawText", ContainingType: { } owner } }
                && TypeName.Of(owner) is "System.Text.Json.JsonElement" or "System.Text.Json.Utf8JsonReader" or "System.Text.Encoding")
                return true;
        return false;
    }

    private static bool RefusesNone(IOperation maker)
    {
        foreach (var operation in maker.DescendantsAndSelf())
            if (operation is IThrowOperation)
                return false;
        return true;
    }
}
