using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Signs in the code itself that a collection is fed for as long as the process runs, whatever its owner is.
/// </summary>
internal static class ContinuousFeeding
{
    private const int MostHops = 3;

    public static bool GoesOn(TypeWorld world, TrackedCollection collection, CollectionUse growth) =>
        LockTables.Are(collection) || IsDriven(world, growth.Place, growth.Body, MostHops) || IsShared(world, collection, growth)
            || PairedIndexes.IsForgotten(world, collection);

    /// <summary>
    /// Proven by what the code does, whatever anything is called: handlers, endless loops, keys that are never found
    /// again, an index that is forgotten.
    /// </summary>
    public static bool IsProven(TypeWorld world, TrackedCollection collection, CollectionUse growth) =>
        IsDriven(world, growth.Place, growth.Body, MostHops) || PairedIndexes.IsForgotten(world, collection)
        || (CollectionTypes.IsKeyed(collection.Type)
            && IdentityKeys.Of(world.Scope).Contains(Ops.Bare(growth.Key)?.Type));

    /// <summary>A timer of the type calls it again and again, directly or by one more step.</summary>
    public static bool IsTimed(TypeWorld world, Body body, int hops = 0)
    {
        if (body.Method is not { } method)
            return false;
        foreach (var other in world.Bodies)
            foreach (var timer in other.Creations)
                if (timer.Type?.Name is "Timer" && Runs(timer, method))
                    return true;
        if (hops == 0)
            foreach (var (_, caller) in world.CallersOf(method))
                if (IsTimed(world, caller, hops + 1))
                    return true;
        return false;
    }

    private static bool Runs(IObjectCreationOperation timer, IMethodSymbol method)
    {
        foreach (var operation in timer.Descendants())
            if ((operation is IMethodReferenceOperation group
                && SymbolEqualityComparer.Default.Equals(group.Method.OriginalDefinition, method))
                || (operation is IInvocationOperation call
                    && SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition,
                method)))
                return true;
        return false;
    }

    /// <summary>An endless loop or a handler leads there, by a few calls.</summary>
    public static bool IsDriven(TypeWorld world, IOperation place, Body body, int hops = MostHops)
    {
        if (EndlessLoops.Around(place) is not null || RemoteSources.IsCallback(world, place, body))
            return true;
        if (hops == 0 || body.Method is not { MethodKind: MethodKind.Ordinary } method)
            return false;
        foreach (var (call, caller) in world.CallersOf(method))
            if (!ReferenceEquals(caller, body) && IsDriven(world, call, caller, hops - 1))
                return true;
        return false;
    }

    /// <summary>Many threads put things in, by keys that a program does not know beforehand.</summary>
    private static bool IsShared(TypeWorld world, TrackedCollection collection, CollectionUse growth)
    {
        if (CollectionTypes.IsKeyed(collection.Type) && IdentityKeys.Of(world.Scope).Contains(Ops.Bare(growth.Key)?.Type)
            && LockedGrowth.Is(world, collection, growth))
            return true;
        if (LongLife.SetsUp(growth.Body.Member.Name))
            return false;
        var shared = LockedGrowth.Is(world, collection, growth);
        if (!CollectionTypes.IsKeyed(collection.Type))
            return shared && collection.Type.Name != "BlockingCollection"
                && (growth.Body.Member is IMethodSymbol { IsAsync: true } || IsOpenToOthers(world, collection, growth));
        if (KeyNames.IsFew(growth.Key) || !IsPlain(Ops.Bare(growth.Key)?.Type))
            return false;
        return shared ? KeyNames.IsOpen(growth.Key) || growth.Body.Member is IMethodSymbol { IsAsync: true }
            || growth.Body.Member.DeclaredAccessibility != Accessibility.Private : KeyNames.IsOpen(growth.Key)
            && LooksUp(collection, growth);
    }

    /// <summary>Others call it, and its object is neither one of many, as its data say, nor ended by whoever has it.</summary>
    private static bool IsOpenToOthers(TypeWorld world, TrackedCollection collection, CollectionUse growth) =>
        growth.Body.Method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: not Accessibility.Private }
            && !ForeignFeeding.AreMany(collection.Owner) && !Dependencies.IsDisposable(collection.Owner)
            && !ObjectCreations.Of(world.Scope).AreOfSomeCall(collection.Owner);

    /// <summary>A text, a number or another key that needs no type of the program's own.</summary>
    private static bool IsPlain(ITypeSymbol? key)
    {
        if (key is INamedTypeSymbol { IsTupleType: true } tuple)
            return IsPlain(tuple.TupleElements[0].Type);
        if (key is { IsRecord: true, DeclaringSyntaxReferences.IsEmpty: false } or { TypeKind: TypeKind.Struct or TypeKind.TypeParameter })
            return true;
        return key is { SpecialType: not SpecialType.None } or IArrayTypeSymbol
            or
        {
            Name: "Guid" or "Uri" or "IPAddress" or "IPEndPoint" or "EndPoint" or "PhysicalAddress"
            or "X509Certificate2" or "ReadOnlyMemory" or "BigInteger" or "DateTimeOffset"
            or "ActivityTraceId" or "ActivitySpanId"
        }
            || (key is not null && (key.Name.EndsWith("Hash", StringComparison.Ordinal) || key.Name == "Address"));
    }

    /// <summary>The method hands out, as a task, what the collection keeps: it was fetched.</summary>
    private static bool FactoryMethods(IMethodSymbol method, ITypeSymbol? kept)
    {
        return method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } task }
            && (SymbolEqualityComparer.Default.Equals(task[0], kept)
                || SymbolEqualityComparer.Default.Equals(method.ReturnType, kept));
    }

    /// <summary>Keeps something for a key that a caller gives, and asks for that key before: a memory.</summary>
    public static bool Remembers(TrackedCollection collection, CollectionUse growth)
    {
        if (!CollectionTypes.IsKeyed(collection.Type) || Ops.Symbol(growth.Key) is not (IParameterSymbol or ILocalSymbol)
            || KeyNames.IsFew(growth.Key) || !IsPlain(Ops.Bare(growth.Key)?.Type))
            return false;
        if (growth.Place is IInvocationOperation { TargetMethod.Name: "GetOrAdd" or "AddOrUpdate" or "TryAdd" })
            return true;
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Read && ReferenceEquals(use.Body, growth.Body)
                && use.Place is IInvocationOperation { TargetMethod.Name: var asks }
                && asks is "TryGetValue" or "ContainsKey" or "Contains" or "GetValueOrDefault")
                return true;
        return false;
    }

    /// <summary>A text that is asked whether it has something before it takes that too: a memory without the name.</summary>
    public static bool AsksText(TrackedCollection collection, CollectionUse growth)
    {
        if (collection.Type.SpecialType != SpecialType.System_String)
            return false;
        foreach (var use in collection.Uses)
            if (ReferenceEquals(use.Body, growth.Body) && Ops.Use(use.Place) is IInvocationOperation
                { TargetMethod: { Name: "Contains" or "IndexOf", ContainingType.SpecialType: SpecialType.System_String } })
                return true;
        return false;
    }

    /// <summary>Each call of an ordinary method puts in what it is given or makes of it.</summary>
    public static bool IsByCalls(TypeWorld world, TrackedCollection collection, CollectionUse growth)
    {
        if (growth.Body.Method is not { MethodKind: MethodKind.Ordinary } method)
            return false;
        return CollectionTypes.IsKeyed(collection.Type)
            ? !KeyNames.IsFew(growth.Key) && IsPlain(Ops.Bare(growth.Key)?.Type)
            : method.Parameters.Length > 0 || world.CallersOf(method).Count > 0;
    }

    /// <summary>The same member asks for the key first: a memory of answers.</summary>
    private static bool LooksUp(TrackedCollection collection, CollectionUse growth)
    {
        if (Ops.Symbol(growth.Key) is not IParameterSymbol || growth.Body.Method is not { } method
            || !FactoryMethods(method, CollectionTypes.Kept(collection.Type)))
            return false;
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Read && ReferenceEquals(use.Body, growth.Body)
                && use.Place is IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey" or "Contains" })
                return true;
        return false;
    }
}
