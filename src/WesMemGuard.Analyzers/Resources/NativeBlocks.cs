using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Resources;

/// <summary>
/// Memory and handles that only a call ends, of a type in whose code no such call stands and which hands none of them to its
/// callers.
/// </summary>
internal static class NativeBlocks
{
    private static readonly HashSet<string> Frees = new(StringComparer.Ordinal)
    {
        "Free", "FreeHGlobal", "FreeCoTaskMem", "FreeBSTR", "ZeroFreeGlobalAllocAnsi", "ZeroFreeGlobalAllocUnicode",
        "ZeroFreeCoTaskMemUnicode", "ZeroFreeCoTaskMemUTF8", "ZeroFreeBSTR", "AlignedFree", "Realloc", "AlignedRealloc",
    };

    public static IEnumerable<IInvocationOperation> Of(TypeWorld world)
    {
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (Allocates(call) && body.Method is { MethodKind: MethodKind.Ordinary } method && !HandsOut(method, call)
                    && StaysHere(call, body) && !IsFreed(world))
                    yield return call;
    }

    /// <summary>In a local that is merely used, or given to a function at once; no object and no caller gets it.</summary>
    private static bool StaysHere(IInvocationOperation call, Body body)
    {
        var home = Destination.Of(call);
        if (home.Kind == DestinationKind.Argument)
            return IsUse(home.Place);
        if (home is not { Kind: DestinationKind.Local, Symbol: { } local })
            return false;
        foreach (var mention in body.ReferencesTo(local))
            if (Ops.Use(mention) is { } use && use is not IInvocationOperation && !IsUse(use))
                return false;
        return true;
    }

    private static bool IsUse(IOperation use) => use is IArgumentOperation { Parent: IInvocationOperation }
        or IPropertyReferenceOperation or IBinaryOperation or IExpressionStatementOperation;

    private static bool Allocates(IInvocationOperation call) => TypeName.Of(call.TargetMethod.ContainingType) switch
    {
        "System.Runtime.InteropServices.Marshal" => call.TargetMethod.Name is "AllocHGlobal" or "AllocCoTaskMem"
            || call.TargetMethod.Name.StartsWith("StringToHGlobal", StringComparison.Ordinal)
            || call.TargetMethod.Name.StartsWith("StringToCoTaskMem", StringComparison.Ordinal),
        "System.Runtime.InteropServices.NativeMemory" => call.TargetMethod.Name is "Alloc" or "AllocZeroed" or "AlignedAlloc",
        "System.Runtime.InteropServices.GCHandle" => call.TargetMethod.Name == "Alloc" && !IsWeak(call),
        _ => false,
    };

    private static bool IsWeak(IInvocationOperation call) =>
        Ops.ArgumentAt(call, 1)?.ConstantValue is { HasValue: true, Value: 0 or 1 };

    /// <summary>Its caller gets the handle or the address.</summary>
    private static bool HandsOut(IMethodSymbol method, IInvocationOperation call) =>
        SymbolEqualityComparer.Default.Equals(method.ReturnType, call.Type)
        || method.ReturnType.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr
        || method.ReturnType.TypeKind == TypeKind.Pointer
        || method.Parameters.Any(static parameter => parameter.RefKind == RefKind.Out);

    private static bool IsFreed(TypeWorld world)
    {
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (Frees.Contains(call.TargetMethod.Name))
                    return true;
        return false;
    }
}
