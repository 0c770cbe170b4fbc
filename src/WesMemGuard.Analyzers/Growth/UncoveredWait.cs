using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>An await between putting an entry in and taking it out whose failure nothing takes it out for.</summary>
internal static class UncoveredWait
{
    /// <summary>Whether such an await follows an entry.</summary>
    /// <param name="function">The function that puts the entry in.</param>
    /// <param name="entry">The operation that puts it in.</param>
    /// <param name="takes">Whether an operation takes entries out.</param>
    public static bool Follows(IOperation function, IOperation entry, Func<IOperation, bool> takes)
    {
        foreach (var (kind, place) in ObligationWalk.Leaks(function, entry, null, takes))
            if (kind == LeakKind.Failure && place is IAwaitOperation wait && !AwaitsAnswer(wait)
                && Ops.Ancestor<ICatchClauseOperation>(wait) is null && !IsOnAnothersPath(wait, entry)
                && !IsCovered(place, takes))
                return true;
        return IsLeftInWalk(function, entry, takes);
    }

    /// <summary>
    /// A walk over what comes bit by bit, or a place where an iterator hands out what it has: it may end there, and what
    /// takes the entry out stands behind.
    /// </summary>
    private static bool IsLeftInWalk(IOperation function, IOperation entry, Func<IOperation, bool> takes)
    {
        foreach (var operation in function.Descendants())
            if (operation.Syntax.SpanStart > entry.Syntax.Span.End && ReferenceEquals(Ops.FunctionRoot(operation), function)
                && operation is IForEachLoopOperation { IsAsynchronous: true } or IReturnOperation { Kind: OperationKind.YieldReturn }
                && !IsCovered(operation, takes) && Ops.Ancestor<ICatchClauseOperation>(operation) is null
                && !IsTakenBefore(function, entry, operation, takes))
                return true;
        return false;
    }

    private static bool IsTakenBefore(IOperation function, IOperation entry, IOperation place, Func<IOperation, bool> takes)
    {
        foreach (var operation in function.Descendants())
            if (operation.Syntax.SpanStart > entry.Syntax.Span.End && operation.Syntax.SpanStart < place.Syntax.SpanStart
                && takes(operation))
                return true;
        return false;
    }

    /// <summary>
    /// A wait without limit for a completion source's own task: whoever answers takes the entry out. A race never
    /// throws, nor does a wait for a semaphore that nothing can cancel.
    /// </summary>
    private static bool AwaitsAnswer(IAwaitOperation wait) =>
        Ops.Core(wait) is IPropertyReferenceOperation { Property.Name: "Task" }
        or IInvocationOperation { TargetMethod: { Name: "WhenAny", ContainingType.Name: "Task" } }
        or IInvocationOperation { TargetMethod: { Name: "WaitAsync", Parameters.Length: 0, ContainingType.Name: "SemaphoreSlim" } };

    /// <summary>Cannot fail: an answer's own task, a race, a yield or a wait that nothing cancels.</summary>
    public static bool IsSure(IAwaitOperation wait) => AwaitsAnswer(wait)
        || Ops.Core(wait) is IInvocationOperation { TargetMethod: { Name: "Yield", ContainingType.Name: "Task" } };

    /// <summary>
    /// Where <c>GetOrAdd</c> has returned another one's entry: whoever put that in takes it out.
    /// </summary>
    private static bool IsOnAnothersPath(IAwaitOperation wait, IOperation entry)
    {
        if (entry is not IInvocationOperation { TargetMethod.Name: "GetOrAdd" } put
            || Destination.Of(entry) is not { Kind: DestinationKind.Local, Symbol: { } there }
            || Ops.Symbol(Ops.ArgumentAt(put, 1)) is not ILocalSymbol mine)
            return false;
        for (var branch = Ops.Ancestor<IConditionalOperation>(wait); branch is not null;
            branch = Ops.Ancestor<IConditionalOperation>(branch))
            if (Names(branch.Condition, there) && Names(branch.Condition, mine) && Names(wait, there))
                return true;
        return false;
    }

    private static bool Names(IOperation code, ISymbol local)
    {
        foreach (var operation in code.DescendantsAndSelf())
            if (SymbolEqualityComparer.Default.Equals(Ops.Symbol(operation), local))
                return true;
        return false;
    }

    /// <summary>
    /// The only places that take entries out are in the function that puts them in: nobody else will.
    /// </summary>
    public static bool IsOwnAffair(TrackedCollection collection, IOperation function, CollectionUse growth)
    {
        var entry = growth.Place;
        if (IsAnswered(entry, function))
            return false;
        var own = false;
        foreach (var use in collection.Uses)
        {
            if (use.Kind is not (UseKind.Shrink or UseKind.Replace))
                continue;
            if (!ReferenceEquals(Ops.FunctionRoot(use.Place), function)
                || use.Place is not IInvocationOperation { TargetMethod: { Name: not "Clear", Parameters.Length: > 0 } } taking
                || !TakesSame(taking, growth))
                return false;
            if (!ReferenceEquals(Ops.Ancestor<ISwitchCaseOperation>(use.Place),
                Ops.Ancestor<ISwitchCaseOperation>(entry)))
                return false;
            own = true;
        }
        return own;
    }

    /// <summary>What the map keeps is what the function returns: a cache, whose entries are to stay.</summary>
    private static bool IsAnswered(IOperation entry, IOperation function)
    {
        if (entry is not IInvocationOperation { TargetMethod.Name: "GetOrAdd" or "AddOrUpdate" } put
            || Destination.Of(put) is not { Kind: DestinationKind.Local, Symbol: { } kept })
            return false;
        foreach (var operation in function.Descendants())
            if (operation is IReturnOperation { ReturnedValue: { } answer }
                && SymbolEqualityComparer.Default.Equals(Ops.Symbol(answer), kept))
                return true;
        return false;
    }

    /// <summary>
    /// Takes out what was put in, by its key or itself: another entry that makes room is no end of this one.
    /// </summary>
    public static bool TakesSame(IInvocationOperation taking, CollectionUse growth)
    {
        foreach (var argument in taking.Arguments)
            if (IsSame(argument.Value, growth.Key) || IsSame(argument.Value, growth.Value))
                return true;
        return false;
    }

    private static bool IsSame(IOperation given, IOperation? put) =>
        put is not null && Ops.Bare(given)!.Syntax.IsEquivalentTo(Ops.Bare(put)!.Syntax);

    /// <summary>A handler or finally around the await takes the entry out, whichever exceptions it is for.</summary>
    public static bool IsCovered(IOperation place, Func<IOperation, bool> takes)
    {
        for (var attempt =
            Ops.Ancestor<ITryOperation>(place); attempt is not null; attempt = Ops.Ancestor<ITryOperation>(attempt))
        {
            if (!Ops.Contains(attempt.Body, place))
                continue;
            if (attempt.Finally is { } last && Mentions(last, takes))
                return true;
            foreach (var handler in attempt.Catches)
                if (Mentions(handler, takes))
                    return true;
        }
        return false;
    }

    private static bool Mentions(IOperation code, Func<IOperation, bool> takes)
    {
        foreach (var operation in code.DescendantsAndSelf())
            if (takes(operation))
                return true;
        return false;
    }
}
