using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Decides whether a collection only grows; shared by the rules on static and on instance collections.
/// </summary>
internal static class CollectionGrowth
{
    /// <summary>
    /// The first use that grows it without bound; null when something bounds it or it can't be known.
    /// </summary>
    public static CollectionUse? Unbounded(TypeWorld world, TrackedCollection collection)
    {
        if (collection.IsOwnList || TakesOut(world, collection) || CountChecks.Bound(world, collection)
            || collection.Any(UseKind.Escape) || ReusedSlots.Are(collection))
            return null;
        if (CollectionTypes.IsMap(collection.Type)
            && BoundedKeys.HasFewValues(KeyType(collection.Type), world.Scope, 0))
            return null;
        if (BoundedKeys.GoesWithCode(CollectionTypes.Kept(collection.Type)))
            return null;
        var behaviour = CodeParts.KeepsFunctions(collection.Type);
        if (Waiters.IsWaiter(CollectionTypes.Kept(collection.Type)) && !AreKeptAside(collection))
            return null;
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Grow && (!behaviour || CodeParts.IsMadeFor(use) || WireKeys.Contain(world, use)
                || FreshKeys.AreHandles(collection, use)
                || (ForeignFeeding.IsByObjects(world, use.Body) && !CombinedHandlers.AreTakenApart(world))
                || RemoteKeys.AreAnswered(use) || FreshKeys.AreOfCalls(use) || OwnNumbers.AreAnswered(collection))
                && !IdleRemovals.PutBack(collection, use) && !IsLeftByFailure(world, collection, use) && Counts(use, world, collection)
                && (collection.IsOdd || !OwnCounters.Bound(world, use)))
                return use;
        return null;
    }

    /// <summary>A list of waiters that nobody waits on where they are put in, and nothing takes out.</summary>
    private static bool AreKeptAside(TrackedCollection collection) => !CollectionTypes.IsMap(collection.Type) && !collection.IsInner
        && !collection.Any(UseKind.Shrink) && !collection.Any(UseKind.Enumerate) && collection.Uses.TrueForAll(static use =>
            use.Kind != UseKind.Grow || WaitRisk.After(Ops.FunctionRoot(use.Place), use.Place) == Risk.None);

    /// <summary>The rule on pending requests tells of it: a failing wait leaves what the same code takes out.</summary>
    private static bool IsLeftByFailure(TypeWorld world, TrackedCollection collection, CollectionUse growth) =>
        collection is { IsOdd: false, IsInner: false } && Ops.FunctionRoot(growth.Place) is var function
        && UncoveredWait.IsOwnAffair(collection, function, growth)
        && UncoveredWait.Follows(function, growth.Place, EntryRemovals.Of(world, collection, growth.Body));

    /// <summary>Something goes out while the owner lives; what its end clears has been kept until then.</summary>
    private static bool TakesOut(TypeWorld world, TrackedCollection collection)
    {
        foreach (var use in collection.Uses)
            if (use.Kind is UseKind.Shrink or UseKind.Replace && !IsLastAct(world, use, collection)
                && !IdleRemovals.Contain(world, collection, use))
                return true;
        return false;
    }

    /// <summary>All goes out when its owner ends, and not before.</summary>
    public static bool EndsWithOwner(TypeWorld world, TrackedCollection collection)
    {
        foreach (var use in collection.Uses)
            if (IsLastAct(world, use, collection))
                return true;
        return false;
    }

    private static bool IsLastAct(TypeWorld world, CollectionUse use, TrackedCollection collection) =>
        use.Kind is UseKind.Shrink or UseKind.Replace && !collection.IsStatic && use.Body.Method is { } method
        && (IsEnd(method, use, collection) || IsOfEndAlone(world, method, use, collection));

    /// <summary>The owner's end; where single entries go, it is given none of them.</summary>
    private static bool IsEnd(IMethodSymbol method, CollectionUse use, TrackedCollection collection) =>
        (EndNames.Say(method.Name) || IsEndOfSequence(method)) && Ops.Function(use.Place) is null
        && (use.Place is IInvocationOperation { TargetMethod.Name: "Clear" } || IsFedNothing(method) || IsPattern(method))
        && SymbolEqualityComparer.Default.Equals(method.ContainingType, collection.Member.ContainingType);

    /// <summary><c>Dispose(bool)</c>.</summary>
    private static bool IsPattern(IMethodSymbol method) =>
        method.Parameters.Length == 1 && method.Parameters[0].Type.SpecialType == SpecialType.System_Boolean;

    /// <summary>The observed sequence is over.</summary>
    private static bool IsEndOfSequence(IMethodSymbol method) => method.Name is "OnCompleted" or "OnError"
        && TypeName.Implements(method.ContainingType, "System.IObserver");

    /// <summary>Private code without parameters that only the owner's end calls.</summary>
    private static bool IsOfEndAlone(TypeWorld world, IMethodSymbol method, CollectionUse use, TrackedCollection collection)
    {
        if (method is not { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private, Parameters.Length: 0 })
            return false;
        var callers = world.CallersOf(method);
        foreach (var (call, caller) in callers)
            if (caller.Method is not { } outer || Ops.Function(call) is not null
                || !IsEnd(outer, new CollectionUse(use.Kind, call, caller), collection))
                return false;
        return callers.Count > 0;
    }

    /// <summary>What kind of growth it is, for the message.</summary>
    public static RuleText Describe(TrackedCollection collection)
    {
        var kept = CollectionTypes.Kept(collection.Type);
        if (!CollectionTypes.IsMap(collection.Type))
            return collection.Type.Name.EndsWith("Set", StringComparison.Ordinal)
                ? RuleTexts.SeenSet : RuleTexts.AppendOnly;
        if (LockTables.Are(collection))
            return RuleTexts.LockPerKey;
        if (kept is not null && TypeName.Derives(kept, "System.Threading.Channels.Channel"))
            return RuleTexts.ChannelPerKey;
        return kept is not null && TypeName.Implements(kept, "System.IDisposable")
            ? RuleTexts.MapOfDisposables
            : RuleTexts.CacheByKey;
    }

    private static bool Counts(CollectionUse use, TypeWorld world, TrackedCollection collection)
    {
        if (InitContext.Contains(use.Body.Member) && Ops.Function(use.Place) is null
            && collection.Member is not ILocalSymbol && !IsOfEachObject(world, collection, use))
            return false;
        if (SetsUpOnce(world, use) || GoesThroughCode(use) || IsCounted(use) || WalkedKeys.Are(world, use)
            || CapacityElsewhere.Refuses(use))
            return false;
        if (!CollectionTypes.IsKeyed(collection.Type))
            return !(use.Value is { ConstantValue.HasValue: true })
                && Ops.Bare(use.Value)?.Type is not ITypeParameterSymbol { HasConstructorConstraint: true, DeclaringMethod: not null };
        return !IsThere(collection, use) && !BoundedKeys.Contains(use.Key, world.Scope) && !CallerKeys.AreFew(world, use.Key)
            && !CheckedKeys.Contains(world, use);
    }

    /// <summary>Set only where the same key was found: another value, and no further entry.</summary>
    private static bool IsThere(TrackedCollection collection, CollectionUse use)
    {
        if (use.Place is not IAssignmentOperation || Ops.Symbol(use.Key) is not { } key)
            return false;
        var child = use.Place;
        for (var outer = child.Parent; outer is not null and not IAnonymousFunctionOperation; child = outer, outer = outer.Parent)
            if (outer is IConditionalOperation branch && ReferenceEquals(branch.WhenTrue, child)
                && Ops.Bare(branch.Condition) is IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey" } look
                && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Reached(look.Instance)), collection.Member)
                && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.ArgumentAt(look, 0)), key))
                return true;
        return false;
    }

    /// <summary>
    /// A static collection that every object of a class puts itself into; the constants of a class are few.
    /// </summary>
    private static bool IsOfEachObject(TypeWorld world, TrackedCollection collection, CollectionUse use)
    {
        if (!collection.IsStatic || use.Body.Method is not { MethodKind: MethodKind.Constructor, ContainingType: { } type } constructor
            || (constructor.DeclaredAccessibility == Accessibility.Private && !IsMadeByCalls(world, constructor))
            || !use.Place.Descendants().Any(part => part is IInstanceReferenceOperation
                || (constructor.DeclaredAccessibility == Accessibility.Private && part is IParameterReferenceOperation)))
            return false;
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { IsStatic: true } field && SymbolEqualityComparer.Default.Equals(field.Type, type))
                return false;
        return true;
    }

    /// <summary>An ordinary method makes one from what it is given.</summary>
    private static bool IsMadeByCalls(TypeWorld world, IMethodSymbol constructor)
    {
        foreach (var body in world.Bodies)
            foreach (var creation in body.Creations)
                if (SymbolEqualityComparer.Default.Equals(creation.Constructor, constructor)
                    && body.Method is { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 } method && !InitContext.Contains(method))
                    return true;
        return false;
    }

    /// <summary>Done for each type or member of the program that a loop walks through.</summary>
    private static bool GoesThroughCode(CollectionUse use)
    {
        for (var loop = Ops.Loop(use.Place); loop is not null; loop = Ops.Loop(loop))
            if (loop is IForEachLoopOperation { Locals: { Length: > 0 } locals, Collection: var walked }
                && (BoundedKeys.DescribesCode(locals[0].Type)
                    || (Ops.Bare(walked) is IInvocationOperation asked && BoundedKeys.DescribesCode(asked.Instance?.Type))))
                return true;
        return false;
    }

    /// <summary>Keyed by the counter of a loop that ends: the same few numbers each time.</summary>
    private static bool IsCounted(CollectionUse use) =>
        Ops.Symbol(use.Key) is ILocalSymbol counter
            && Ops.Loop(use.Place) is IForLoopOperation { Condition: not null } loop
            && loop.Locals.Contains(counter, SymbolEqualityComparer.Default);

    /// <summary>
    /// Code that runs once: named so, a hosted service's start, or private code that only such code calls.
    /// </summary>
    private static bool SetsUpOnce(TypeWorld world, CollectionUse use) =>
        use.Body.Method is { } method && EndlessLoops.Around(use.Place) is null && Ops.Function(use.Place) is null
            && (RunsAtStart(world, method) || RunsOnce(world, method));

    public static bool RunsOnce(TypeWorld world, IMethodSymbol method, int hops = 0)
    {
        if ((LongLife.Initializes(method.Name) && IsFedNothing(method))
            || (method.Name is "StartAsync" or "StartingAsync"
            && TypeName.Implements(method.ContainingType, "Microsoft.Extensions.Hosting.IHostedService")))
            return true;
        return IsCalledOnlyBy(world, method, hops, outer => InitContext.IsConstruction(outer) || RunsOnce(world, outer, hops + 1));
    }

    /// <summary>Start-up code, or private code that only start-up code calls: once in a process, not in an object.</summary>
    public static bool RunsAtStart(TypeWorld world, IMethodSymbol method, int hops = 0)
    {
        if (InitContext.Contains(method) && !InitContext.IsConstruction(method))
            return true;
        return IsCalledOnlyBy(world, method, hops, outer => RunsAtStart(world, outer, hops + 1));
    }

    /// <summary>Private code that nothing calls but what may, and not in a function within.</summary>
    private static bool IsCalledOnlyBy(TypeWorld world, IMethodSymbol method, int hops, Func<IMethodSymbol, bool> may)
    {
        var callers = world.CallersOf(method);
        if (hops > 1 || method.DeclaredAccessibility != Accessibility.Private || callers.Count == 0)
            return false;
        foreach (var (call, caller) in callers)
            if (Ops.Function(call) is not null || caller.Method is not { } outer || !may(outer) || !IsInNoLoopButWalks(call, outer))
                return false;
        return true;
    }

    /// <summary>In no loop, or in walks of a constructor: through what the object is given when it is made.</summary>
    private static bool IsInNoLoopButWalks(IOperation call, IMethodSymbol caller)
    {
        for (var loop = Ops.Loop(call); loop is not null; loop = Ops.Loop(loop))
            if (loop is not IForEachLoopOperation { IsAsynchronous: false } || !InitContext.IsConstruction(caller))
                return false;
        return true;
    }

    /// <summary>Takes nothing but a token: what it puts in is its own.</summary>
    private static bool IsFedNothing(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
            if (!TypeName.Is(parameter.Type, Lifetimes.Tokens.Token))
                return false;
        return true;
    }

    private static ITypeSymbol? KeyType(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments: { Length: 2 } arguments } ? arguments[0] : null;
}
