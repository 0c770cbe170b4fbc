using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Entries that one member puts in and takes out by way of its own helpers, where what fails in between leaves them: nobody
/// else takes any out.
/// </summary>
internal static class HelperRemovals
{
    private const int MostHops = 2;

    /// <summary>Whether an entry stays when an await between fails.</summary>
    public static bool IsLeft(TypeWorld world, TrackedCollection collection, CollectionUse growth)
    {
        if (collection.IsInner || collection.IsOdd || collection.IsOwnList || HandlerRemovals(collection) is not { Count: > 0 } removals)
            return false;
        foreach (var entry in Lifted(world, growth.Place, growth.Body, growth.Key ?? growth.Value, growth.Value, 0))
            if (FactoryMethods(world, collection, removals, entry) is { } isLeft)
                return isLeft && !IsCached(entry);
        return false;
    }

    /// <summary>All that takes out, one entry at a time; null where something else does.</summary>
    private static List<CollectionUse>? HandlerRemovals(TrackedCollection collection)
    {
        var found = new List<CollectionUse>();
        foreach (var use in collection.Uses)
            switch (use.Kind)
            {
                case UseKind.Escape or UseKind.Replace:
                    return null;
                case UseKind.Shrink when use.Place is IInvocationOperation { TargetMethod.Parameters.Length: > 0 } taking
                    && taking.TargetMethod.Name.IndexOf("Remove", StringComparison.Ordinal) >= 0:
                    found.Add(use);
                    break;
                case UseKind.Shrink:
                    return null;
                default:
                    break;
            }
        return found;
    }

    /// <summary>
    /// True when the members that put in and take out are the same, and a failure leaves the entry; false when none does;
    /// null when others take part.
    /// </summary>
    private static bool? FactoryMethods(TypeWorld world, TrackedCollection collection, List<CollectionUse> removals, Site entry)
    {
        var function = Ops.FunctionRoot(entry.Place);
        var takings = new List<(Site Site, bool IsLate)>();
        var isFar = entry.Hops > 0;
        foreach (var removal in removals)
        {
            var key = Ops.ArgumentAt((IInvocationOperation)removal.Place, ((IInvocationOperation)removal.Place).Instance is null ? 1 : 0);
            var lifted = Lifted(world, removal.Place, removal.Body, key, null, 0)
                .Where(site => ReferenceEquals(Ops.FunctionRoot(site.Place), function) && IsSame(site, entry)).ToList();
            if (lifted.Count == 0)
                return null;
            isFar |= lifted[0].Hops > 0;
            takings.Add((lifted[0], lifted[0].IsLate(EntryRemovals.Of(world, collection, removal.Body))));
        }
        return isFar ? IsLost(world, collection, entry, takings) : null;
    }

    private static bool IsLost(TypeWorld world, TrackedCollection collection, Site entry, List<(Site Site, bool IsLate)> takings)
    {
        var function = Ops.FunctionRoot(entry.Place);
        if (takings.TrueForAll(static taking => taking.IsLate))
        {
            var takes = EntryRemovals.Of(world, collection, entry.Body);
            return takings.TrueForAll(taking => !UncoveredWait.IsCovered(taking.Site.Place, takes));
        }
        var places = new HashSet<IOperation>();
        foreach (var (site, _) in takings)
            places.Add(site.Place);
        return UncoveredWait.Follows(function, entry.Place, places.Contains);
    }

    /// <summary>What the map keeps is what the member returns at once, or it was there before: a cache.</summary>
    private static bool IsCached(Site entry) => entry.Place is IInvocationOperation { TargetMethod.Name: "GetOrAdd" or "AddOrUpdate" };

    private static bool IsSame(Site taking, Site entry) => IsSame(taking.Key, entry.Key) || IsSame(taking.Key, entry.Value);

    private static bool IsSame(IOperation? left, IOperation? right) =>
        left is not null && right is not null && Ops.Bare(left)!.Syntax.IsEquivalentTo(Ops.Bare(right)!.Syntax);

    /// <summary>The place itself, and the calls that lead to it alone, with what they give for its key.</summary>
    private static List<Site> Lifted(TypeWorld world, IOperation place, Body body, IOperation? key, IOperation? value, int hops,
        Site? inner = null)
    {
        var site = new Site(place, body, key, value, hops, inner);
        var found = new List<Site> { site };
        if (hops >= MostHops || Function(place, body) is not { } method || key is null)
            return found;
        var calls = method.MethodKind == MethodKind.LocalFunction
            ? body.Calls.Where(call => SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method))
                .Select(call => (Call: call, Body: body)).ToList()
            : world.CallersOf(method).Select(static caller => (caller.Call, caller.Body)).ToList();
        if (calls.Count == 0 || calls.Exists(call => !ReferenceEquals(Ops.FunctionRoot(call.Call), Ops.FunctionRoot(calls[0].Call))))
            return found;
        foreach (var (call, caller) in calls)
            found.AddRange(Lifted(world, call, caller, Given(call, key), Given(call, value), hops + 1, site));
        return found;
    }

    /// <summary>Private code, or a local function, that the place stands in.</summary>
    private static IMethodSymbol? Function(IOperation place, Body body) => Ops.FunctionRoot(place) switch
    {
        ILocalFunctionOperation local => local.Symbol,
        IAnonymousFunctionOperation => null,
        _ => body.Method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private } method ? method : null,
    };

    private static IOperation? Given(IInvocationOperation call, IOperation? inside) =>
        Ops.Symbol(inside) is IParameterSymbol parameter ? Ops.ArgumentAt(call, parameter.Ordinal) : null;

    /// <summary>A place, or a call that leads to it.</summary>
    private sealed class Site(IOperation place, Body body, IOperation? key, IOperation? value, int hops, Site? inner)
    {
        public IOperation Place { get; } = place;

        public Body Body { get; } = body;

        public IOperation? Key { get; } = key;

        public IOperation? Value { get; } = value;

        public int Hops { get; } = hops;

        private Site? Inner { get; } = inner;

        /// <summary>Somewhere on the way in, an await that may fail stands before, and nothing around it takes out.</summary>
        public bool IsLate(Func<IOperation, bool> takes)
        {
            for (var current = Inner; current is not null; current = current.Inner)
                if (StandsBehindWait(current.Place, takes))
                    return true;
            return false;
        }

        private static bool StandsBehindWait(IOperation place, Func<IOperation, bool> takes)
        {
            if (Ops.Ancestor<ITryOperation>(place) is { Finally: { } last } && Ops.Contains(last, place))
                return false;
            if (Ops.Ancestor<ICatchClauseOperation>(place) is not null)
                return false;
            foreach (var operation in Ops.FunctionRoot(place).Descendants())
                if (operation is IAwaitOperation wait && wait.Syntax.Span.End <= place.Syntax.SpanStart
                    && ReferenceEquals(Ops.FunctionRoot(wait), Ops.FunctionRoot(place)) && !UncoveredWait.IsSure(wait)
                    && !UncoveredWait.IsCovered(wait, takes) && Ops.Ancestor<ICatchClauseOperation>(wait) is null && !IsCaught(wait, place))
                    return true;
            return false;
        }

        /// <summary>A handler catches everything, and what takes out stands behind it.</summary>
        private static bool IsCaught(IOperation wait, IOperation place)
        {
            for (var attempt = Ops.Ancestor<ITryOperation>(wait); attempt is not null; attempt = Ops.Ancestor<ITryOperation>(attempt))
                if (!Ops.Contains(attempt, place) && Ops.Contains(attempt.Body, wait) && attempt.Catches.Length > 0)
                    return true;
            return false;
        }
    }
}
