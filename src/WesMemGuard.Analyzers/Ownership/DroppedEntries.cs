using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>Resources that a map made by this code keeps, and that go out of it without being released.</summary>
internal static class DroppedEntries
{
    /// <summary>Each place that drops one: taken out and not released, cleared away, or overwritten.</summary>
    public static IEnumerable<(IOperation Place, bool IsOverwritten)> Of(TypeWorld world, TrackedCollection map)
    {
        if (map.IsInner || map.IsOdd || CollectionTypes.Kept(map.Type) is not { } kept
            || (!OwnDisposables.Hold(kept, world.Scope) && !KeepsHandles(map, kept) && !ResourceCarriers.Of(world.Scope).Contain(kept))
            || !IsMadeHere(world, map, kept)
            || map.Uses.Exists(use => use.Kind == UseKind.Grow && SelfEnded.Contains(world, use)))
            yield break;
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Grow && use.Place is IInvocationOperation update
                && ReplacedEntries.Drops(world, update, use.Body, kept))
                yield return (update, true);
            else if (use.Kind == UseKind.Shrink && use.Place is IInvocationOperation taking && (IsPassedOver(world, taking, use.Body)
                || (Drops(world, taking, use.Body) && !IsReleasedNear(world, map, use, kept))))
                yield return (taking, false);
            else if (use.Kind == UseKind.Grow && use.Place is ISimpleAssignmentOperation put
                && Overwrites(world, map, use, put, kept)
                && !IsReleasedNear(world, map, use, kept))
                yield return (put, true);
    }

    /// <summary>
    /// Where linked or timed token sources that a map keeps go out of it undisposed: cancelling one doesn't end it.
    /// </summary>
    public static IEnumerable<IOperation> OfSources(TypeWorld world, TrackedCollection map)
    {
        if (map.IsInner || map.IsOdd || CollectionTypes.Kept(map.Type) is not { } kept
            || !(kept.Name == "CancellationTokenSource" || ResourceCarriers.Of(world.Scope).Contain(kept))
            || !map.Uses.Exists(use => use.Kind == UseKind.Grow && IsSource(world, use))
            || map.Uses.Exists(use => use.Kind == UseKind.Grow && SelfEnded.Contains(world, use)))
            yield break;
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Shrink && use.Place is IInvocationOperation taking && Drops(world, taking, use.Body)
                && !IsReleasedNear(world, map, use, kept))
                yield return Cancelled(taking, use.Body) ?? taking;
    }

    private static bool IsSource(TypeWorld world, CollectionUse growth) => ResourceCarriers.Behind(growth.Value) is { } made
        && Destination.Of(made).Kind != DestinationKind.Using
        && (FactoryMethods.Of(world.Scope).Made(made) == Fresh.Source || FactoryMethods.Of(world.Scope).Carried(made) == Fresh.Source);

    /// <summary>The call that cancels what was taken out, and does no more.</summary>
    private static IInvocationOperation? Cancelled(IInvocationOperation taking, Body body)
    {
        foreach (var argument in taking.Arguments)
            if (argument.Parameter is { RefKind: RefKind.Out } && Ops.Symbol(argument.Value) is ILocalSymbol taken)
                foreach (var call in body.Calls)
                    if (call.TargetMethod.Name is "Cancel" or "CancelAsync" && Root(call.Instance) is ILocalReferenceOperation receiver
                        && SymbolEqualityComparer.Default.Equals(receiver.Local, taken))
                        return call;
        return null;
    }

    /// <summary>What a chain of members begins with.</summary>
    private static IOperation? Root(IOperation? receiver)
    {
        var reached = Ops.Reached(receiver);
        while (reached is IMemberReferenceOperation { Instance: { } inner })
            reached = Ops.Reached(inner);
        return reached;
    }

    /// <summary>What goes in is made by the code that puts it in.</summary>
    private static bool IsMadeHere(TypeWorld world, TrackedCollection map, ITypeSymbol kept)
    {
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Grow
                && (Makes(world, use) || ReplacedEntries.IsHandle(use.Value, kept)
                    || (use.Place is IInvocationOperation update && ReplacedEntries.Drops(world, update, use.Body, kept))))
                return true;
        return false;
    }

    private static bool KeepsHandles(TrackedCollection map, ITypeSymbol kept) =>
        map.Uses.Exists(use => use.Kind == UseKind.Grow && ReplacedEntries.IsHandle(use.Value, kept));

    private static bool Makes(TypeWorld world, CollectionUse growth)
    {
        if (growth.Value is null)
            return false;
        foreach (var operation in growth.Value.DescendantsAndSelf())
            if (IsFresh(world, operation))
                return true;
        return ResourceCarriers.Behind(growth.Value) is { } made && IsFresh(world, made);
    }

    private static bool IsFresh(TypeWorld world, IOperation operation) =>
        operation is IObjectCreationOperation { Type: { } type } && OwnDisposables.Hold(type, world.Scope)
        || FactoryMethods.Of(world.Scope).Made(operation) is Fresh.Resource or Fresh.Call
        || FactoryMethods.Of(world.Scope).FreshIn(operation) is { Kind: not Fresh.Source };

    /// <summary>
    /// What is taken out goes nowhere: a removal by key whose value nobody asks for or releases, or the end of all
    /// entries.
    /// </summary>
    private static bool Drops(TypeWorld world, IInvocationOperation taking, Body body)
    {
        if (taking.TargetMethod.Name is "Clear" or "RemoveAt" or "RemoveAll" or "RemoveRange" or "RemoveFirst" or "RemoveLast")
            return true;
        if (taking.TargetMethod.Name is "Dequeue" or "Pop")
            return Destination.Of(taking).Kind == DestinationKind.Dropped;
        if (taking.TargetMethod.Name is "Remove" or "TryRemove" ? !CollectionTypes.IsMap(taking.Instance?.Type)
            : taking.TargetMethod.Name is not ("TryDequeue" or "TryPop" or "TryTake"))
            return false;
        foreach (var argument in taking.Arguments)
            if (argument.Parameter is { RefKind: RefKind.Out })
                return Ops.Bare(argument.Value) is IDiscardOperation
                    || argument.Value is IDeclarationExpressionOperation { Expression: IDiscardOperation }
                    || (Ops.Symbol(argument.Value) is ILocalSymbol local
                        && RoleReader.In(world).Discharges(local, body).Count == 0);
        return Ops.Bare(Ops.ArgumentAt(taking, 0))?.Type is not INamedTypeSymbol { Name: "KeyValuePair" };
    }

    /// <summary>A loop takes the next one out while the one before, which didn't suit, is still open.</summary>
    private static bool IsPassedOver(TypeWorld world, IInvocationOperation taking, Body body) =>
        taking.TargetMethod.Name is "TryDequeue" or "TryPop" or "TryTake"
        && Ops.Loop(taking) is IWhileLoopOperation { Condition: { } condition } && Ops.Contains(condition, taking)
        && taking.Arguments.Length == 1 && Ops.Symbol(taking.Arguments[0].Value) is ILocalSymbol taken
        && RoleReader.In(world).Discharges(taken, body) is { Count: > 0 } ends
        && ObligationWalk.Leaks(Ops.FunctionRoot(taking), taking, taken, ends.Contains, failures: false)
            .Exists(static leak => leak.Kind == LeakKind.Overwritten);

    /// <summary>
    /// An entry set to a fresh one, by a key that callers give, where nothing looks whether there is one.
    /// </summary>
    private static bool Overwrites(TypeWorld world, TrackedCollection map, CollectionUse growth, ISimpleAssignmentOperation put,
        ITypeSymbol kept)
    {
        if (Ops.Symbol(growth.Key) is not IParameterSymbol || InitContext.Contains(growth.Body.Member)
            || (!IsFresh(world, ResourceCarriers.Behind(put.Value) ?? put.Value) && !ReplacedEntries.IsHandle(put.Value, kept)))
            return false;
        foreach (var use in map.Uses)
            if (!ReferenceEquals(use.Place, put) && ReferenceEquals(use.Body, growth.Body))
                return false;
        return true;
    }

    /// <summary>
    /// The same function, or a helper that it calls, releases, returns or hands on something of that type.
    /// </summary>
    private static bool IsReleasedNear(TypeWorld world, TrackedCollection map, CollectionUse use, ITypeSymbol kept)
    {
        var function = Ops.FunctionRoot(use.Place);
        if (Gives(use.Body, kept) || Releases(world, function, use.Body, kept, map, !IsOfOther(map, use)))
            return true;
        foreach (var operation in function.Descendants())
            if (operation is IInvocationOperation call && world.BodyOf(call.TargetMethod) is { } helper
                && Releases(world, helper.Root, helper, kept, map))
                return true;
        if (use.Body.Method is not { } method)
            return false;
        foreach (var (call, caller) in world.CallersOf(method))
            if (Releases(world, Ops.FunctionRoot(call), caller, kept, map))
                return true;
        return false;
    }

    /// <summary>The caller has it: it came as a parameter.</summary>
    private static bool Gives(Body body, ITypeSymbol kept)
    {
        if (body.Method is { } method)
            foreach (var parameter in method.Parameters)
                if (SymbolEqualityComparer.Default.Equals(parameter.Type, kept))
                    return true;
        return false;
    }

    private static bool Releases(TypeWorld world, IOperation code, Body body, ITypeSymbol kept, TrackedCollection map, bool handsOut = true)
    {
        foreach (var operation in code.Descendants())
            if (operation is ILocalReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation or IInvocationOperation
                && IsOne(operation.Type, kept) && !IsOfMap(map, operation) && !IsPutIn(map, operation)
                && (handsOut || Ops.Use(operation) is not IReturnOperation)
                && RoleReader.In(world).Of(operation, body) != Role.None)
                return true;
        return false;
    }

    /// <summary>What is taken out goes by another key than those that this code looks up: it returns something else.</summary>
    private static bool IsOfOther(TrackedCollection map, CollectionUse use)
    {
        if (!CollectionTypes.IsMap(map.Type) || use.Place is not IInvocationOperation { TargetMethod.Name: "Remove" or "TryRemove" } taking
            || Ops.Bare(Ops.ArgumentAt(taking, 0)) is not { } key || Ops.Symbol(key) is IParameterSymbol)
            return false;
        return !map.Uses.Exists(other => other.Kind == UseKind.Read && ReferenceEquals(other.Body, use.Body)
            && other.Place is IInvocationOperation asked && Ops.Symbol(key) is { } same
            && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.ArgumentAt(asked, 0)), same));
    }

    /// <summary>Stands in what puts into the map or takes out of it, and not in a function that this is given.</summary>
    private static bool IsOfMap(TrackedCollection map, IOperation mention)
    {
        foreach (var use in map.Uses)
            if (use.Kind is UseKind.Grow or UseKind.Shrink && Ops.Contains(use.Place, mention)
                && ReferenceEquals(Ops.FunctionRoot(use.Place), Ops.FunctionRoot(mention)))
                return true;
        return false;
    }

    /// <summary>The making of what goes into the map: a local's first value.</summary>
    private static bool IsPutIn(TrackedCollection map, IOperation made)
    {
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Grow && Ops.Symbol(use.Value) is ILocalSymbol local
                && ReferenceEquals(Ops.Core(use.Body.InitialOf(local)), made))
                return true;
        return false;
    }

    private static bool IsOne(ITypeSymbol? type, ITypeSymbol kept) =>
        SymbolEqualityComparer.Default.Equals(type, kept) || TypeName.Of(type) is "System.IDisposable" or "System.IAsyncDisposable"
        || (type is IArrayTypeSymbol array
            && SymbolEqualityComparer.Default.Equals(array.ElementType, kept))
        || (type is INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments }
            && SymbolEqualityComparer.Default.Equals(arguments[arguments.Length - 1], kept)
            && type.Name is "KeyValuePair" or "IEnumerable" or "List" or "ICollection");
}
