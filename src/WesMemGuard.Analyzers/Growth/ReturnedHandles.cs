using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Methods that keep what they are given and return a handle, as if it could be taken out with that.</summary>
internal static class ReturnedHandles
{
    /// <summary>For a collection that nothing is taken out of: the handle does nothing.</summary>
    public static bool AreOfNoUse(CollectionUse growth)
    {
        if (growth.Body.Method is not { MethodKind: MethodKind.Ordinary } method
            || TypeName.Of(Tasks.Result(method.ReturnType)) is not ("System.IDisposable" or "System.IAsyncDisposable"))
            return false;
        if (Ops.Symbol(growth.Value) is IParameterSymbol)
            return true;
        foreach (var operation in growth.Place.ChildOperations)
            if (operation is IArgumentOperation given && Ops.Symbol(given.Value) is IParameterSymbol)
                return true;
        return false;
    }
}
