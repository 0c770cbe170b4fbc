using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Collections of behaviour that callers register: a contract's implementations, functions, or what is made of one.
/// </summary>
internal static class Registries
{
    /// <summary>
    /// What goes in is behaviour that the caller gives, needs no release and answers nobody: as many as the program
    /// has.
    /// </summary>
    public static bool Are(TrackedCollection collection, CollectionUse growth)
    {
        if (LongLife.Joins(growth.Body.Member.Name) || CollectionTypes.Kept(collection.Type) is not { } kept
            || TypeName.Implements(kept, "System.IDisposable")
            || TypeName.Of(kept).StartsWith("System.", StringComparison.Ordinal))
            return false;
        return (kept.TypeKind == TypeKind.Interface && Ops.Symbol(growth.Value) is IParameterSymbol)
            || WrapsFunction(growth);
    }

    /// <summary>
    /// Callers register what they bring, key or value, by a method that says so and does nothing else with it.
    /// </summary>
    public static bool AreNamedSo(CollectionUse growth) =>
        growth.Body.Method is { ReturnsVoid: true, MethodKind: MethodKind.Ordinary, IsAsync: false } method
        && method.Name.StartsWith("Register", StringComparison.Ordinal) && Ops.Function(growth.Place) is null
        && (IsBrought(growth.Value, method) || (growth.Value is not null && IsBrought(growth.Key, method)));

    private static bool IsBrought(IOperation? operation,
        IMethodSymbol method) => Ops.Symbol(operation) is IParameterSymbol parameter
        && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method);

    private static bool WrapsFunction(CollectionUse growth)
    {
        if (Ops.Bare(growth.Value) is not IObjectCreationOperation { Arguments: { Length: > 0 } arguments }
            || growth.Body.Method is not { ReturnsVoid: true })
            return false;
        foreach (var argument in arguments)
            if (Ops.Symbol(argument.Value) is IParameterSymbol { Type.TypeKind: TypeKind.Delegate })
                return true;
        return false;
    }
}
