using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Subscriptions;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Call-backs that another object is given, and that a second method of it takes back by what the first one returned: by the end of
/// the function, but not when an await in between fails.
/// </summary>
internal static class PairedCalls
{
    public static bool AreSkipped(IInvocationOperation given, Body body)
    {
        if (given.Instance is null || given.Type is not { } type || TypeName.IsDisposable(type)
            || Ops.Symbol(Ops.Reached(given.Instance)) is not { } keeper || keeper is ILocalSymbol
            || Destination.Of(given) is not { Kind: DestinationKind.Local, Symbol: { } answer } || !TakesCallback(given))
            return false;
        var function = Ops.FunctionRoot(given);
        var backs = new HashSet<IOperation>();
        foreach (var mention in body.ReferencesTo(answer))
            if (Ops.Use(mention) is IArgumentOperation { Parent: IInvocationOperation back } && IsBack(back, given, keeper)
                && ReferenceEquals(Ops.FunctionRoot(back), function))
                backs.Add(back);
            else
                return false;
        return backs.Count > 0 && ObligationWalk.Leaks(function, Fates.Acquisition(given), null, backs.Contains)
            .Exists(static leak => leak.Place is IAwaitOperation || leak is { Kind: LeakKind.Exit, Place: IReturnOperation });
    }

    /// <summary>Another method of the same object, which is given nothing else but a token.</summary>
    private static bool IsBack(IInvocationOperation back, IInvocationOperation given, ISymbol keeper) =>
        !SymbolEqualityComparer.Default.Equals(back.TargetMethod, given.TargetMethod)
        && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Reached(back.Instance)), keeper)
        && back.Arguments.Count(static argument => argument.ArgumentKind == ArgumentKind.Explicit
            && argument.Parameter?.Type.Name != "CancellationToken") == 1;

    /// <summary>A lambda or a method that holds something of the call or of the object.</summary>
    private static bool TakesCallback(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (Ops.Bare(argument.Value) is IDelegateCreationOperation made && Handlers.RootsState(Handlers.Behind(made), captures: true))
                return true;
        return false;
    }
}
