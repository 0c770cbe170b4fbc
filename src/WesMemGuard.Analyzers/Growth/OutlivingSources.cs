using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Token sources of single calls that a map keeps so that they can be cancelled, where only a cancellation takes one out: the call
/// that ends by itself leaves its own.
/// </summary>
internal static class OutlivingSources
{
    public static bool Contain(TypeWorld world, TrackedCollection map, CollectionUse growth)
    {
        if (!CollectionTypes.IsMap(map.Type) || map.IsInner || map.Any(UseKind.Escape)
            || !TypeName.Is(CollectionTypes.Kept(map.Type), Lifetimes.Tokens.SourceType)
            || Ops.Symbol(growth.Value) is not ILocalSymbol source || Ops.Core(growth.Body.InitialOf(source)) is not { } made
            || Destination.Of(made).Kind == DestinationKind.Using
            || !map.Any(UseKind.Shrink))
            return false;
        var function = Ops.FunctionRoot(growth.Place);
        var takes = EntryRemovals.Of(world, map, growth.Body);
        var works = false;
        foreach (var operation in function.Descendants())
            if (operation.Syntax.SpanStart > growth.Place.Syntax.Span.End)
            {
                if (takes(operation) || operation is IAnonymousFunctionOperation or IMethodReferenceOperation)
                    return false;
                works |= operation is IAwaitOperation && operation.Descendants().Any(part =>
                    part is IPropertyReferenceOperation { Property.Name: "Token", Instance: { } owner }
                    && SymbolEqualityComparer.Default.Equals(Ops.Symbol(owner), source));
            }
        return works && map.Uses.TrueForAll(use =>
            use.Kind is not UseKind.Shrink || Cancels(use)) && !IsLeftToCallers(world, map, growth);
    }

    private static bool Cancels(CollectionUse removal) => Ops.FunctionRoot(removal.Place).Descendants().Any(static part =>
        part is IInvocationOperation { TargetMethod.Name: "Cancel" or "CancelAsync" });

    private static bool IsLeftToCallers(TypeWorld world, TrackedCollection map, CollectionUse growth)
    {
        if (growth.Body.Method is not { } method)
            return true;
        foreach (var (_, caller) in world.CallersOf(method))
            if (caller.Root.Descendants().Any(EntryRemovals.Of(world, map, caller)))
                return true;
        return false;
    }
}
