using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Resources;

/// <summary>
/// Memory and handles that only a call ends: where no such call stands in the type's code and its callers get none of them, and where
/// the function that ends them doesn't on some way through.
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
                if (Allocates(call) && body.Method is { } method && (IsKeptUnfreed(world, call)
                    || (method.MethodKind == MethodKind.Ordinary && StaysHere(call, body)
                        && (IsFreedSometimes(call, body) || IsLostBefore(call, body)
                        || (!HandsOut(method, call) && !IsFreed(world, call, body))))))
                    yield return call;
    }

    /// <summary>
    /// In a field of an object that comes and goes, whose code frees nothing and shows the address to nobody.
    /// </summary>
    private static bool IsKeptUnfreed(TypeWorld world, IInvocationOperation call) => call.Type?.Name != "GCHandle"
        && Destination.Of(call) is { Kind: DestinationKind.Member, Symbol: IFieldSymbol { IsStatic: false } field }
        && field.DeclaredAccessibility == Accessibility.Private && world.Owns(field.ContainingType) && !IsFreed(world, call, null)
        && !LifetimeMap.Of(world.Scope).IsApp(field.ContainingType)
        && !LifetimeMap.Of(world.Scope).IsHeld(field.ContainingType)
        && world.UsesOf(field).All(use => ReferenceEquals(Destination.Of(call).Place, use.Place.Parent)
            || IsUse(Ops.Use(use.Place) ?? use.Place) || Ops.Use(use.Place) is IInvocationOperation);

    /// <summary>The function frees it, and some way through it, or an await that fails, leaves without.</summary>
    private static bool IsFreedSometimes(IInvocationOperation call, Body body)
    {
        if (Destination.Of(call) is not { Kind: DestinationKind.Local, Symbol: { } local } || HandsOut(body.Method!, call))
            return false;
        var frees = new HashSet<IOperation>();
        foreach (var other in body.Calls)
            if (Frees.Contains(other.TargetMethod.Name) && Mentions(other, local))
                frees.Add(other);
        return frees.Count > 0 && frees.All(free => ReferenceEquals(Ops.FunctionRoot(free), Ops.FunctionRoot(call)))
            && ObligationWalk.Leaks(Ops.FunctionRoot(call), call, local, frees.Contains).Exists(static leak =>
                leak.Kind is LeakKind.Exit or LeakKind.Throw || leak.Place is IAwaitOperation);
    }

    /// <summary>Its caller would get it, and a throw of the function itself comes before.</summary>
    private static bool IsLostBefore(IInvocationOperation call, Body body) =>
        Destination.Of(call) is { Kind: DestinationKind.Local, Symbol: { } local } && HandsOut(body.Method!, call)
        && ObligationWalk.Leaks(Ops.FunctionRoot(call), call, local, operation =>
            (operation is IInvocationOperation freed && Frees.Contains(freed.TargetMethod.Name) && Mentions(freed, local))
            || operation is IAssignmentOperation { Target: IMemberReferenceOperation or IParameterReferenceOperation } kept
                && kept.Descendants().Any(part => SymbolEqualityComparer.Default.Equals(Ops.Symbol(part), local)), failures: false)
            .Exists(static leak => leak.Kind == LeakKind.Throw);

    private static bool Mentions(IInvocationOperation call, ISymbol local) =>
        SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Reached(call.Instance)), local)
        || call.Arguments.Any(argument => argument.Descendants().Any(part =>
            part is ILocalReferenceOperation given && SymbolEqualityComparer.Default.Equals(given.Local, local)));

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

    private static bool IsUse(IOperation use) => use.Kind == OperationKind.None
        || use is IArgumentOperation { Parent: not IObjectCreationOperation { Type.IsRefLikeType: false } }
        or IPropertyReferenceOperation or IBinaryOperation or IExpressionStatementOperation or IArrayElementReferenceOperation;

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

    /// <summary>Some code of the type frees one: other than a local beside it, of which that is said by name.</summary>
    private static bool IsFreed(TypeWorld world, IInvocationOperation allocation, Body? home)
    {
        var own = Destination.Of(allocation).Symbol;
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (Frees.Contains(call.TargetMethod.Name) && !(ReferenceEquals(body, home)
                    && Ops.Symbol(Ops.Reached(call.Instance)) is ILocalSymbol other && !SymbolEqualityComparer.Default.Equals(other, own)
                    && Ops.Core(body.InitialOf(other)) is IInvocationOperation made && Allocates(made)))
                    return true;
        return false;
    }
}
