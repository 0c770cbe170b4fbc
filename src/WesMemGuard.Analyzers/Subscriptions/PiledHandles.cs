using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>
/// Handles of registrations that a handler puts into a bag of disposables which only the end of its owner empties: one more each time.
/// </summary>
internal static class PiledHandles
{
    private const string Bag = "System.Reactive.Disposables.CompositeDisposable";

    public static bool Contains(TypeWorld world, IInvocationOperation call, Body body) =>
        BagOf(call, body) is { IsReadOnly: true } bag && Feeding.IsDriven(world, call, body, 1) && !IsEmptied(world, bag);

    /// <summary>The field of the bag that gets the handle, at once or through a local.</summary>
    private static IFieldSymbol? BagOf(IInvocationOperation call, Body body)
    {
        var destination = Destination.Of(call);
        if (destination.Kind == DestinationKind.Argument)
            return Added(destination.Place);
        if (destination is { Kind: DestinationKind.Local, Symbol: { } local } && body.ReferencesTo(local) is { Count: 1 } mentions
            && Ops.Use(mentions[0]) is IArgumentOperation given)
            return Added(given);
        return null;
    }

    private static IFieldSymbol? Added(IOperation argument) => argument.Parent is IInvocationOperation { TargetMethod.Name: "Add" } add
        && Ops.Reached(add.Instance) is IFieldReferenceOperation { Field: { IsStatic: false } field } && TypeName.Is(field.Type, Bag)
        ? field : null;

    /// <summary>Something beside the clean-up takes out of it, or it goes elsewhere.</summary>
    private static bool IsEmptied(TypeWorld world, IFieldSymbol bag)
    {
        foreach (var (mention, place) in world.UsesOf(bag))
            if (Ops.Use(mention) is not IInvocationOperation { TargetMethod.Name: var name }
                ? Ops.Use(mention) is IArgumentOperation or IReturnOperation
                : name is "Clear" or "Remove" || (name == "Dispose" && !CleanUp.Is(place)))
                return true;
        return false;
    }
}
