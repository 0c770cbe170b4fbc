using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Resources;

/// <summary>Facts about timers.</summary>
internal static class Timers
{
    /// <summary>Fires again and again.</summary>
    public static bool IsPeriodic(IObjectCreationOperation creation)
    {
        if (!TypeName.Is(creation.Type, "System.Threading.Timer")
            || Ops.Argument(creation.Arguments, "period") is not { } period)
            return TypeName.Is(creation.Type, "System.Timers.Timer");
        return period.ConstantValue is not { HasValue: true, Value: -1 or -1L or 0 or uint.MaxValue }
            && Ops.Bare(period) is not IFieldReferenceOperation { Field.Name: "Infinite" or "InfiniteTimeSpan" };
    }

    /// <summary>
    /// A timer whose call-back is static and is given nothing of its owner: the process's queue of timers holds neither, and the timer is
    /// finalized with the object that drops it.
    /// </summary>
    public static bool GoesWithOwner(IObjectCreationOperation creation, INamedTypeSymbol owner) =>
        TypeName.Is(creation.Type, "System.Threading.Timer") && IsStatic(Ops.Bare(Ops.Argument(creation.Arguments, "callback")))
        && Ops.Bare(Ops.Argument(creation.Arguments, "state")) is not IInstanceReferenceOperation and var state
        && (state?.ConstantValue.HasValue == true || (state is IMemberReferenceOperation { Type: { } kept } && IsForeign(kept, owner)));

    private static bool IsStatic(IOperation? callback) => callback is IDelegateCreationOperation
    {
        Target: IAnonymousFunctionOperation { Symbol.IsStatic: true } or IMethodReferenceOperation { Method.IsStatic: true }
    };

    /// <summary>A library's type without one of the program's in it: it can't lead back to the owner by its own fields.</summary>
    private static bool IsForeign(ITypeSymbol type, INamedTypeSymbol owner) =>
        type is INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: true, TypeKind: TypeKind.Class or TypeKind.Struct } named
        && !SymbolEqualityComparer.Default.Equals(named, owner) && named.SpecialType != SpecialType.System_Object
        && named.TypeArguments.All(argument => argument.SpecialType != SpecialType.None || IsForeign(argument, owner));
}
