using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// A helper of the type that is given the waiter, or its key, and waits for the answer in the place of whoever put it in.
/// </summary>
internal static class HelperWaits
{
    public static bool Follow(TypeWorld world, TrackedCollection collection, CollectionUse growth)
    {
        var function = Ops.FunctionRoot(growth.Place);
        foreach (var call in growth.Body.Calls)
            if (call.Syntax.SpanStart > growth.Place.Syntax.SpanStart && ReferenceEquals(Ops.FunctionRoot(call), function)
                && IsGiven(call, growth) && FunctionRoots.Of(world, call.TargetMethod, growth.Body) is var (code, body)
                && EndsEarly(code) && !code.Descendants().Any(EntryRemovals.Of(world, collection, body)))
                return true;
        return false;
    }

    private static bool IsGiven(IInvocationOperation call, CollectionUse growth)
    {
        foreach (var argument in call.Arguments)
            foreach (var given in argument.Value.DescendantsAndSelf())
                if (Ops.Symbol(given) is { } symbol and (ILocalSymbol or IParameterSymbol)
                    && (Is(symbol, growth.Value) || Is(symbol, growth.Key)))
                    return true;
        return false;
    }

    private static bool Is(ISymbol symbol, IOperation? put) => SymbolEqualityComparer.Default.Equals(Ops.Symbol(put), symbol);

    /// <summary>An await that a limit, a token or a race may end before the answer comes.</summary>
    private static bool EndsEarly(IOperation code)
    {
        foreach (var operation in code.Descendants())
            if (operation is IInvocationOperation { TargetMethod: { Name: "WaitAsync" or "WhenAny", ContainingType.Name: "Task" } })
                return true;
        return false;
    }
}
