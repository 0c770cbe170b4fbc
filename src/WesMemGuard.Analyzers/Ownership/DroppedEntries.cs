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
    public static IEnumerable<(IOperation Place, bool IsOverwritten)> Of(TypeWorld world, Growing map)
    {
        if (map.IsInner || !CollectionTypes.IsMap(map.Type) || CollectionTypes.Kept(map.Type) is not { } kept
            || (!OwnDisposables.Hold(kept, world.Scope) && !KeepsHandles(map, kept)) || !IsMadeHere(world, map, kept))
            yield break;
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Grow && use.Place is IInvocationOperation update
                && ReplacedEntries.Drops(world, update, use.Body, kept))
                yield return (update, true);
            else if (use.Kind == UseKind.Shrink && use.Place is IInvocationOperation taking && Drops(world, taking, use.Body)
                && !IsReleasedNear(world, map, use, kept))
                yield return (taking, false);
            else if (use.Kind == UseKind.Grow && use.Place is ISimpleAssignmentOperation put
                && Overwrites(world, map, use, put, kept)
                && !IsReleasedNear(world, map, use, kept))
                yield return (put, true);
    }

    /// <summary>
    /// Where linked or timed token sources that a map keeps go out of it undisposed: cancelling one doesn't end it.
    /// </summary>
    public static IEnumerable<IOperation> OfSources(TypeWorld world, Growing map)
    {
        if (map.IsInner || !CollectionTypes.IsMap(map.Type)
            || CollectionTypes.Kept(map.Type) is not { Name: "CancellationTokenSource" } kept
            || !map.Uses.Exists(use => use.Kind == UseKind.Grow && IsSource(world, use)))
            yield break;
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Shrink && use.Place is IInvocationOperation taking && Drops(world, taking, use.Body)
                && !IsReleasedNear(world, map, use, kept))
                yield return taking;
    }

    private static bool IsSource(TypeWorld world, CollectionUse growth) => growth.Value is not null
        && Answers.Of(world.Scope).Made(Ops.Symbol(growth.Value) is ILocalSymbol local
            ? Ops.Core(growth.Body.InitialOf(local)) : Ops.Core(growth.Value)) == Fresh.Source;

    /// <summary>What goes in is made by the code that puts it in.</summary>
    private static bool IsMadeHere(TypeWorld world, Growing map, ITypeSymbol kept)
    {
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Grow
                && (Makes(world, use) || ReplacedEntries.IsHandle(use.Value, kept)
                    || (use.Place is IInvocationOperation update && ReplacedEntries.Drops(world, update, use.Body, kept))))
                return true;
        return false;
    }

    private static bool KeepsHandles(Growing map, ITypeSymbol kept) =>
        map.Uses.Exists(use => use.Kind == UseKind.Grow && ReplacedEntries.IsHandle(use.Value, kept));

    private static bool Makes(TypeWorld world, CollectionUse growth)
    {
        if (growth.Value is null)
            return false;
        foreach (var operation in growth.Value.DescendantsAndSelf())
            if (IsFresh(world, operation))
                return true;
        return Ops.Symbol(growth.Value) is ILocalSymbol local && Ops.Core(growth.Body.InitialOf(local)) is { } made
            && IsFresh(world, made);
    }

    private static bool IsFresh(TypeWorld world, IOperation operation) =>
        operation is IObjectCreationOperation { Type: { } type } && OwnDisposables.Hold(type, world.Scope)
        || Answers.Of(world.Scope).Made(operation) == Fresh.Resource;

    /// <summary>
    /// What is taken out goes nowhere: a removal by key whose value nobody asks for or releases, or the end of all
    /// entries.
    /// </summary>
    private static bool Drops(TypeWorld world, IInvocationOperation taking, Body body)
    {
        if (taking.TargetMethod.Name == "Clear")
            return true;
        if (taking.TargetMethod.Name is not ("Remove" or "TryRemove"))
            return false;
        foreach (var argument in taking.Arguments)
            if (argument.Parameter is { RefKind: RefKind.Out })
                return Ops.Bare(argument.Value) is IDiscardOperation
                    || argument.Value is IDeclarationExpressionOperation { Expression: IDiscardOperation }
                    || (Ops.Symbol(argument.Value) is ILocalSymbol local
                        && RoleReader.In(world).Discharges(local, body).Count == 0);
        return Ops.Bare(Ops.ArgumentAt(taking, 0))?.Type is not INamedTypeSymbol { Name: "KeyValuePair" };
    }

    /// <summary>
    /// An entry set to a fresh one, by a key that callers give, where nothing looks whether there is one.
    /// </summary>
    private static bool Overwrites(TypeWorld world, Growing map, CollectionUse growth, ISimpleAssignmentOperation put,
        ITypeSymbol kept)
    {
        if (Ops.Symbol(growth.Key) is not IParameterSymbol || InitContext.Contains(growth.Body.Member)
            || (!IsFresh(world, Ops.Core(put.Value) ?? put.Value) && !ReplacedEntries.IsHandle(put.Value, kept)))
            return false;
        foreach (var use in map.Uses)
            if (!ReferenceEquals(use.Place, put) && ReferenceEquals(use.Body, growth.Body))
                return false;
        return true;
    }

    /// <summary>
    /// The same function, or a helper that it calls, releases, returns or hands on something of that type.
    /// </summary>
    private static bool IsReleasedNear(TypeWorld world, Growing map, CollectionUse use, ITypeSymbol kept)
    {
        var function = Ops.FunctionRoot(use.Place);
        if (Gives(use.Body, kept) || Releases(world, function, use.Body, kept, map))
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

    private static bool Releases(TypeWorld world, IOperation code, Body body, ITypeSymbol kept, Growing map)
    {
        foreach (var operation in code.Descendants())
            if (operation is ILocalReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation or IInvocationOperation
                && IsOne(operation.Type, kept) && !IsOfMap(map, operation) && !IsPutIn(map, operation)
                && RoleReader.In(world).Of(operation, body) != Role.None)
                return true;
        return false;
    }

    /// <summary>Stands in what puts into the map or takes out of it.</summary>
    private static bool IsOfMap(Growing map, IOperation mention)
    {
        foreach (var use in map.Uses)
            if (use.Kind is UseKind.Grow or UseKind.Shrink && Ops.Contains(use.Place, mention))
                return true;
        return false;
    }

    /// <summary>The making of what goes into the map: a local's first value.</summary>
    private static bool IsPutIn(Growing map, IOperation made)
    {
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Grow && Ops.Symbol(use.Value) is ILocalSymbol local
                && ReferenceEquals(Ops.Core(use.Body.InitialOf(local)), made))
                return true;
        return false;
    }

    private static bool IsOne(ITypeSymbol? type, ITypeSymbol kept) =>
        SymbolEqualityComparer.Default.Equals(type, kept) || (type is IArrayTypeSymbol array
            && SymbolEqualityComparer.Default.Equals(array.ElementType, kept))
        || (type is INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments }
            && SymbolEqualityComparer.Default.Equals(arguments[arguments.Length - 1], kept)
            && type.Name is "KeyValuePair" or "IEnumerable" or "List" or "ICollection");
}
