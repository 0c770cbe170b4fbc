using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Queues;

/// <summary>
/// Queues that are no channel: one member puts in at its callers' pace, another takes out, and neither asks how many
/// there are.
/// </summary>
internal static class PlainQueues
{
    /// <summary>The use that feeds it; null when something bounds it, or when one member does both.</summary>
    public static CollectionUse? Feed(TypeWorld world, TrackedCollection queue)
    {
        if ((queue.Type.Name is not ("ConcurrentQueue" or "Queue" or "PriorityQueue") && !IsListUsedSo(queue))
            || CountChecks.Bound(world, queue)
            || queue.Any(UseKind.Escape) || queue.Any(UseKind.Replace) || TimedDrains.Empty(world, queue))
            return null;
        foreach (var use in queue.Uses)
            if (use.Kind == UseKind.Grow && (IsShared(queue, use) || IsDrainedSometimes(world, queue, use))
                && (RemoteSources.IsEntryPoint(use.Body) || RemoteSources.Drives(world, use.Place, use.Body))
                && (IsTakenElsewhere(queue, use) || IsDrainedSometimes(world, queue, use)))
                return use;
        return null;
    }

    /// <summary>A list to whose end one member adds, and of which another takes the first.</summary>
    private static bool IsListUsedSo(TrackedCollection queue) => queue.Type.Name is "LinkedList" or "List" && !queue.IsInner && !queue.IsOdd
        && queue.Uses.TrueForAll(static use => use.Kind is not (UseKind.Grow or UseKind.Shrink)
            || use.Place is IInvocationOperation { TargetMethod.Name: "AddLast" or "Add" or "RemoveFirst" }
            || (use.Place is IInvocationOperation { TargetMethod.Name: "RemoveAt" } first
                && Ops.ArgumentAt(first, 0)?.ConstantValue is { HasValue: true, Value: 0 }))
        && queue.Any(UseKind.Shrink);

    /// <summary>A loop that goes on until its owner is told to stop takes out: the owner stays as long.</summary>
    public static bool IsReadForLong(TrackedCollection queue) =>
        queue.Uses.Exists(static use => use.Kind == UseKind.Shrink && EndlessLoops.Around(use.Place) is not null);

    /// <summary>
    /// Taken out only as long as the first fits, whatever that means but that its time has come: what never fits stays, with all
    /// that comes behind it.
    /// </summary>
    public static bool KeepsUnfit(TrackedCollection queue) => queue.Type.Name == "PriorityQueue"
        && queue.Uses.TrueForAll(static use => use.Kind != UseKind.Shrink || IsBehindUnfit(use))
        && queue.Uses.Exists(static use => use.Kind == UseKind.Shrink);

    /// <summary>
    /// Items that are given up are marked, and stay until their turn comes: as far off as the callers say.
    /// </summary>
    public static bool KeepsMarked(TypeWorld world, TrackedCollection queue)
    {
        if (queue.Type.Name != "PriorityQueue"
            || CollectionTypes.Kept(queue.Type) is not INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } kept)
            return false;
        foreach (var body in world.Bodies)
            foreach (var flag in body.Members)
                if (flag is { Type.SpecialType: SpecialType.System_Boolean } && !InitContext.IsConstruction(body.Member)
                    && SymbolEqualityComparer.Default.Equals(flag.Member.ContainingType, kept)
                    && Ops.Parent(flag, out var child) is ISimpleAssignmentOperation { Value.ConstantValue: { Value: true } } put
                    && ReferenceEquals(put.Target, child) && !queue.Uses.Exists(use => ReferenceEquals(use.Body, body))
                    && queue.Uses.Exists(use => use.Kind == UseKind.Shrink && use.Body.Members.Exists(asked =>
                        SymbolEqualityComparer.Default.Equals(asked.Member, flag.Member))))
                    return true;
        return false;
    }

    /// <summary>Code that returns nothing takes one out, and only one, each time that it runs.</summary>
    public static bool IsTakenSingly(TypeWorld world, TrackedCollection queue) => queue.Any(UseKind.Shrink)
        && queue.Type.Name is "ConcurrentQueue" or "Queue" && !queue.IsInner && !Waiters.IsPending(CollectionTypes.Kept(queue.Type))
        && queue.Uses.TrueForAll(use => use.Kind != UseKind.Shrink || (Ops.Loop(use.Place) is null && !CleanUp.Is(use.Body)
            && use.Body.Method is { } method && Tasks.Result(method.ReturnType) is { } answer
            && (method.ReturnsVoid || Tasks.IsTask(answer)) && world.CallersOf(method).Count == 0
            && !RemoteSources.Drives(world, use.Place, use.Body)));

    private static bool IsBehindUnfit(CollectionUse taking)
    {
        for (var current = taking.Place.Parent; current is not null; current = current.Parent)
        {
            var condition = current switch
            {
                IWhileLoopOperation loop => loop.Condition,
                IConditionalOperation branch => branch.Condition,
                _ => null,
            };
            if (condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both
                && both.LeftOperand.DescendantsAndSelf().Any(static part =>
                    part is IInvocationOperation { TargetMethod.Name: "TryPeek" or "Peek" })
                && !both.RightOperand.DescendantsAndSelf().Any(IsOfTime))
                return true;
        }
        return false;
    }

    private static bool IsOfTime(IOperation operation) => IsTime(operation.Type)
        || (operation is IMemberReferenceOperation { Member.ContainingType: { } owner } && IsTime(owner))
        || (operation is IInvocationOperation { TargetMethod.ContainingType: { } clock } && IsTime(clock));

    private static bool IsTime(ITypeSymbol? type) =>
        type?.Name is "DateTime" or "DateTimeOffset" or "TimeSpan" or "TimeProvider" or "Environment" or "Stopwatch";

    /// <summary>What was lent comes back: a pool is as long as what is in use at once.</summary>
    public static bool TakesBack(TrackedCollection queue) => IsStocked(queue) || MakesMore(queue);

    /// <summary>A loop that counts puts the whole stock in.</summary>
    private static bool IsStocked(TrackedCollection queue)
    {
        foreach (var use in queue.Uses)
            if (use.Kind == UseKind.Grow && Ops.Loop(use.Place) is IForLoopOperation { Condition: not null }
                && !RemoteSources.IsEntryPoint(use.Body))
                return true;
        return false;
    }

    private static bool MakesMore(TrackedCollection queue)
    {
        foreach (var use in queue.Uses)
            if (use.Kind == UseKind.Shrink
                && use.Place is IInvocationOperation { TargetMethod.Name: "TryDequeue" or "Dequeue" }
                && Makes(use.Body, CollectionTypes.Kept(queue.Type)))
                return true;
        return false;
    }

    /// <summary>Whoever takes out makes a new one when there is none.</summary>
    private static bool Makes(Body body, ITypeSymbol? kept)
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IObjectCreationOperation or IArrayCreationOperation
                && SymbolEqualityComparer.Default.Equals(operation.Type, kept))
                return true;
        return false;
    }

    /// <summary>Before it puts something in, the code waits for room or compares a number that it keeps.</summary>
    public static bool IsGated(CollectionUse growth)
    {
        foreach (var operation in Ops.FunctionRoot(growth.Place).Descendants())
        {
            if (operation.Syntax.SpanStart >= growth.Place.Syntax.SpanStart)
                continue;
            if (operation
                is IInvocationOperation
                {
                    TargetMethod:
                    {
                        Name: "WaitAsync" or "Wait" or "WaitOne" or "AcquireAsync"
                or "AttemptAcquire", ContainingType.Name: "SemaphoreSlim" or "Semaphore" or "RateLimiter"
                    }
                })
                return true;
            if (operation
                is IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
                or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                } comparison
                && Ops.Ancestor<IConditionalOperation>(comparison) is not null && comparison.Descendants().Any(IsKept))
                return true;
        }
        return false;
    }

    /// <summary>A number of the object, or a local that was set to what a count of it answered.</summary>
    private static bool IsKept(IOperation operand) => operand switch
    {
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: not IFieldSymbol { IsConst: true } } => true,
        IInvocationOperation { TargetMethod.ContainingType.Name: "Interlocked" or "Volatile" } => true,
        ILocalReferenceOperation local => Locals.Initial(local.Local, Ops.FunctionRoot(local)) is { } made
            && made.DescendantsAndSelf().Any(static part => part is IMemberReferenceOperation or IInvocationOperation),
        _ => false,
    };

    private static bool IsShared(TrackedCollection queue, CollectionUse growth) => queue.Type.Name == "ConcurrentQueue"
        || Ops.Ancestor<ILockOperation>(growth.Place) is not null;

    /// <summary>The member that puts in takes out as well, unless it leaves before: then all stays for a later call.</summary>
    private static bool IsDrainedSometimes(TypeWorld world, TrackedCollection queue, CollectionUse growth)
    {
        var function = Ops.FunctionRoot(growth.Place);
        var drains = queue.Uses.Exists(use => use.Kind == UseKind.Shrink && ReferenceEquals(Ops.FunctionRoot(use.Place), function)
            && Ops.Loop(use.Place) is not null && use.Place.Syntax.SpanStart > growth.Place.Syntax.SpanStart);
        if (!drains || Ops.Loop(growth.Place) is not null)
            return false;
        var takes = EntryRemovals.Of(world, queue, growth.Body);
        foreach (var (kind, place) in ObligationWalk.Leaks(function, growth.Place, null, takes, failures: false))
            if (kind == LeakKind.Exit && place is IReturnOperation)
                return true;
        return false;
    }

    /// <summary>Some reader of it waits for something else with each item.</summary>
    public static bool IsReadSlowly(TypeWorld world, TrackedCollection queue)
    {
        foreach (var use in queue.Uses)
            if (use.Kind == UseKind.Shrink && SlowReaders.IsOne(world, use.Place, use.Body))
                return true;
        return false;
    }

    private static bool IsTakenElsewhere(TrackedCollection queue, CollectionUse growth)
    {
        var taken = false;
        foreach (var use in queue.Uses)
        {
            if (use.Kind != UseKind.Shrink
                || use.Place is not IInvocationOperation { TargetMethod.Name: "TryDequeue" or "Dequeue" or "RemoveFirst" or "RemoveAt" })
                continue;
            if (ReferenceEquals(use.Body, growth.Body))
                return false;
            taken |= !CleanUp.Is(use.Body);
        }
        return taken;
    }
}
