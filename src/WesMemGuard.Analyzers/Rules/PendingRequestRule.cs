using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG1003: a map of waiting requests that forgets nothing when the answer never comes.</summary>
internal sealed class PendingRequestRule : LeakRule
{
    public const string Id = "WMG1003";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Source);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var collection in TrackedCollection.In(world))
        {
            var kept = CollectionTypes.Kept(collection.Type);
            if (collection.IsOdd || collection.Any(UseKind.Escape) || Sweeps.Exist(collection, cancelled: true)
                || ReusedSlots.Are(collection))
                continue;
            foreach (var use in collection.Uses)
                if (use.Kind == UseKind.Grow && !collection.IsOwnList && Waiters.IsWaiter(kept) && CancelledWaits.Leave(
                    Ops.FunctionRoot(use.Place), use.Place, EntryRemovals.Of(world, collection, use.Body))
                    && !CallersForget(world, collection, use.Body))
                    report.Warn(Rule, use.Place, collection.Member.Name);
            if (Sweeps.Exist(collection))
                continue;
            JudgeTimed(world, report, collection);
            if (collection.IsOwnList)
                continue;
            foreach (var use in collection.Uses)
                if (use.Kind == UseKind.Grow && OutlivingSources.Contain(world, collection, use))
                    report.Warn(Rule, use.Place, collection.Member.Name);
                else if (use.Kind == UseKind.Grow)
                    JudgeEntry(world, report, collection, use, kept);
        }
    }

    private static void JudgeEntry(TypeWorld world, RuleReport report, TrackedCollection collection, CollectionUse use, ITypeSymbol? kept)
    {
        var pending = Waiters.IsPending(kept);
        var function = Ops.FunctionRoot(use.Place);
        var waiter = Waiters.IsWaiter(kept) || Waiters.CompletesWaiter(use) || (!pending && !Waiters.HoldsCallback(kept));
        var stands = (pending && !(Waiters.IsOwnFunction(use) && !collection.Any(UseKind.Shrink)))
            || Waiters.IsWaiter(Ops.Bare(use.Value)?.Type) || Waiters.IsSignal(use) || Waiters.CompletesWaiter(use)
            || (Waiters.HoldsCallback(kept) && OnlyAnswerTakes(collection, function));
        var isWaited = stands && (waiter || CollectionTypes.IsMap(collection.Type));
        if (isWaited)
            Judge(world, report, collection, use, waiter);
        if (!(isWaited && waiter) && !collection.IsInner && UncoveredWait.IsOwnAffair(collection, function, use)
            && UncoveredWait.Follows(function, use.Place, EntryRemovals.Of(world, collection, use.Body)))
            report.Warn(Rule, use.Place, collection.Member.Name);
        else if (!(isWaited && waiter) && (HelperRemovals.IsLeft(world, collection, use) || SentAndKept.Are(world, collection, use)
            && !AnsweredAndKept.Of(world, collection).Any()))
            report.Warn(Rule, use.Place, collection.Member.Name);
    }

    /// <summary>A waiter whose own timer or token ends the wait, which then stays where it is.</summary>
    private static void JudgeTimed(TypeWorld world, RuleReport report, TrackedCollection collection)
    {
        foreach (var use in collection.Uses)
            if (use.Kind == UseKind.Grow && use.Value is not null
                && TimedWaits.Of(world.Scope).Contains(Ops.Bare(use.Value)?.Type)
                && !InitContext.IsConstruction(use.Body.Member)
                && !IsForgotten(world, collection, use.Body, Ops.FunctionRoot(use.Place))
                    && !GivesItself(use.Body, Ops.Bare(use.Value)!.Type!))
                report.Warn(Rule, use.Place, collection.Member.Name);
    }

    /// <summary>The waiter gets the object that keeps it: it may take itself out.</summary>
    private static bool GivesItself(Body body, ITypeSymbol waiter)
    {
        foreach (var creation in body.Creations)
            if (SymbolEqualityComparer.Default.Equals(creation.Type, waiter))
                foreach (var argument in creation.Arguments)
                    if (Ops.Bare(argument.Value) is IInstanceReferenceOperation)
                        return true;
        return false;
    }

    private static void Judge(TypeWorld world, RuleReport report, TrackedCollection collection, CollectionUse grow, bool waiter)
    {
        if (BoundedKeys.Contains(grow.Key, world.Scope) || (InitContext.IsConstruction(grow.Body.Member)
            && Ops.Function(grow.Place) is null))
            return;
        var function = Ops.FunctionRoot(grow.Place);
        if (waiter && HalfCoveredWaits.Leave(function, grow.Place, EntryRemovals.Of(world, collection, grow.Body))
            && !CallersForget(world, collection, grow.Body))
        {
            report.Warn(Rule, grow.Place, collection.Member.Name);
            return;
        }
        var risk = WaitRisk.After(function, grow.Place);
        if (risk != Risk.Await && waiter && HelperWaits.Follow(world, collection, grow))
            risk = Risk.Await;
        if (risk == Risk.None || (!waiter && risk != Risk.Await))
            return;
        if (IsForgotten(world, collection, grow.Body, function)
            && !(risk == Risk.Await
                && (OnlyAnswerTakes(collection, function) || OnlyTriesTake(world, collection, grow.Body, function))
            && UncoveredWait.Follows(function, grow.Place, EntryRemovals.Of(world, collection, grow.Body))))
            return;
        if (risk != Risk.Await && CallersForget(world, collection, grow.Body))
            return;
        var strong = (risk == Risk.Await || risk == Risk.Call || TakesToken(grow.Body.Method)
            || (waiter && NothingTakes(collection)) || CallersWait(world, grow.Body) || ForeignWaits.Follow(world, collection, grow.Body))
            && !OnlyDisposeClears(collection) && !DisposalOnlyWaits.Covers(world, collection, grow);
        report.At(Rule, grow.Place.Syntax.GetLocation(), strong, collection.Member.Name);
    }

    /// <summary>
    /// Whether this function mentions, anywhere that runs on failure, something that takes entries out.
    /// </summary>
    private static bool IsForgotten(TypeWorld world, TrackedCollection collection, Body body, IOperation function)
    {
        foreach (var use in collection.Uses)
            if (use.Kind is UseKind.Shrink or UseKind.Replace && Ops.Contains(function, use.Place)
                && RunsOnFailure(use.Place, function) && !OwnCompletions.AreMissed(world, collection, use.Place))
                return true;
        foreach (var operation in function.Descendants())
        {
            var target = operation switch
            {
                IInvocationOperation call when RunsOnFailure(call, function)
                    && !OwnCompletions.AreMissed(world, collection, call) => call.TargetMethod,
                IMethodReferenceOperation group => group.Method,
                _ => null,
            };
            if (target is not null && (EntryRemovals.By(world, collection, target, body)
                || (operation is IInvocationOperation && MethodNames.SaysShrink(target.Name)
                    && !world.Owns(target.ContainingType)
                && MentionsKeeper(operation, collection))))
                return true;
            if (operation is IUsingOperation or IUsingDeclarationOperation && HoldsCollection(operation, collection))
                return true;
        }
        return false;
    }

    /// <summary>Something else than this function takes entries out, so that success does.</summary>
    private static bool TakenOutside(TrackedCollection collection, IOperation function)
    {
        foreach (var use in collection.Uses)
            if (use.Kind is UseKind.Shrink or UseKind.Replace && !Ops.Contains(function, use.Place))
                return true;
        return false;
    }

    private static bool Rethrows(ICatchClauseOperation handler)
    {
        foreach (var operation in handler.Descendants())
            if (operation is IThrowOperation)
                return true;
        return false;
    }

    /// <summary>
    /// All that takes the entry out on failure stands in finally blocks and in handlers that throw nothing: what lies
    /// before their try is not covered.
    /// </summary>
    private static bool OnlyTriesTake(TypeWorld world, TrackedCollection collection, Body body, IOperation function)
    {
        var any = false;
        var elsewhere = TakenOutside(collection, function);
        var takes = EntryRemovals.Of(world, collection, body);
        foreach (var operation in function.Descendants())
        {
            if (operation is IUsingOperation or IUsingDeclarationOperation && HoldsCollection(operation, collection))
                return false;
            var group = operation is IMethodReferenceOperation { Method: var method }
                && EntryRemovals.By(world, collection, method, body);
            if (!group && !takes(operation))
                continue;
            if (group || !ReferenceEquals(Ops.FunctionRoot(operation), function)
                || Ops.Ancestor<ITryOperation>(operation) is not { } attempt || Ops.Contains(attempt.Body, operation)
                || (elsewhere && Ops.Ancestor<ICatchClauseOperation>(operation) is { } handler && Rethrows(handler)))
                return false;
            any = true;
        }
        return any;
    }

    private static bool MentionsKeeper(IOperation call, TrackedCollection collection)
    {
        foreach (var inner in call.Descendants())
            if (SymbolEqualityComparer.Default.Equals(Ops.Symbol(inner), collection.Member))
                return true;
        return false;
    }

    /// <summary>A using of an object made from the collection or from a helper that removes.</summary>
    private static bool HoldsCollection(IOperation scope, TrackedCollection collection)
    {
        var resources = scope is IUsingOperation whole ? whole.Resources : scope;
        foreach (var inner in resources.Descendants())
            if (inner is IObjectCreationOperation creation
                && TypeName.Of(creation.Type) is not Lifetimes.Tokens.SourceType
                && MentionsKeeper(creation, collection))
                return true;
        return false;
    }

    private static bool RunsOnFailure(IOperation place, IOperation function)
    {
        var child = place;
        for (var current = place.Parent; current is not null && !ReferenceEquals(child, function); child = current,
            current = current.Parent)
        {
            if (current is ICatchClauseOperation or IAnonymousFunctionOperation or ILocalFunctionOperation
                && !ReferenceEquals(current, function))
                return true;
            if (current is ITryOperation attempt && ReferenceEquals(attempt.Finally, child))
                return true;
            if (current is IConditionalOperation branch && !ReferenceEquals(branch.Condition, child)
                && IsTimeoutBranch(branch, child))
                return true;
        }
        return IsAfterRace(place, function);
    }

    /// <summary>Behind a race whose winner has returned before.</summary>
    private static bool IsAfterRace(IOperation place, IOperation function)
    {
        var end = -1;
        foreach (var operation in function.Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: "WhenAny" } race
                && race.Syntax.SpanStart < place.Syntax.SpanStart)
                end = race.Syntax.Span.End;
            else if (end >= 0 && operation is IReturnOperation exit && exit.Syntax.SpanStart > end
                && exit.Syntax.SpanStart < place.Syntax.SpanStart)
                return true;
        return false;
    }

    /// <summary>The branch that a lost WhenAny race takes.</summary>
    private static bool IsTimeoutBranch(IConditionalOperation branch, IOperation arm) =>
        branch.Condition is IBinaryOperation or IUnaryOperation or IIsPatternOperation or IPropertyReferenceOperation
        or IInvocationOperation && RacesBefore(branch) && !IsWon(branch, arm);

    /// <summary>What came first is the answer's own task: <c>first == source.Task</c>.</summary>
    private static bool IsWon(IConditionalOperation branch, IOperation arm)
    {
        if (Ops.Bare(branch.Condition) is not IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
            } comparison)
            return false;
        var asksAnswer = IsAnswer(comparison.LeftOperand) || IsAnswer(comparison.RightOperand);
        return asksAnswer && (comparison.OperatorKind == BinaryOperatorKind.Equals) == ReferenceEquals(arm, branch.WhenTrue);
    }

    private static bool IsAnswer(IOperation operand) =>
        Ops.Bare(operand) is IPropertyReferenceOperation { Property: { Name: "Task", ContainingType.Name: "TaskCompletionSource" } };

    private static bool RacesBefore(IConditionalOperation branch)
    {
        foreach (var operation in Ops.FunctionRoot(branch).Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: "WhenAny" or "Wait" or "WaitOne" } race
                && race.Syntax.SpanStart < branch.Syntax.Span.End)
                return true;
        return false;
    }

    private static bool CallersForget(TypeWorld world, TrackedCollection collection, Body body)
    {
        if (body.Method is not { } method)
            return false;
        foreach (var (call, caller) in world.CallersOf(method))
            if (IsForgotten(world, collection, caller, Ops.FunctionRoot(call)))
                return true;
        return false;
    }

    /// <summary>Not even an answer takes its waiter out.</summary>
    private static bool NothingTakes(TrackedCollection collection) => !collection.Any(UseKind.Shrink) && !collection.Any(UseKind.Replace);

    /// <summary>A helper makes the entry; the member that calls it waits for the answer.</summary>
    private static bool CallersWait(TypeWorld world, Body body)
    {
        if (body.Method is not { } method)
            return false;
        foreach (var (call, _) in world.CallersOf(method))
            if (WaitRisk.After(Ops.FunctionRoot(call), call) == Risk.Await || WaitRisk.IsLimited(call))
                return true;
        return false;
    }

    /// <summary>All that this function has to take the entry out is a lambda that it keeps for the answer.</summary>
    private static bool OnlyAnswerTakes(TrackedCollection collection, IOperation function)
    {
        var any = false;
        foreach (var use in collection.Uses)
        {
            if (use.Kind is not (UseKind.Shrink or UseKind.Replace) || !Ops.Contains(function, use.Place))
                continue;
            if (Ops.Function(use.Place) is not IAnonymousFunctionOperation { Parent: { } made }
                || Destination.Of(made).Kind != DestinationKind.Local)
                return false;
            any = true;
        }
        return any;
    }

    private static bool TakesToken(IMethodSymbol? method)
    {
        if (method is null)
            return false;
        foreach (var parameter in method.Parameters)
            if (TypeName.Is(parameter.Type, Lifetimes.Tokens.Token))
                return true;
        return false;
    }

    private static bool OnlyDisposeClears(TrackedCollection collection)
    {
        var any = false;
        foreach (var use in collection.Uses)
        {
            if (use.Kind is not (UseKind.Shrink or UseKind.Replace))
                continue;
            if (use.Body.Member.Name is not ("Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "Close" or "CloseAsync"))
                return false;
            any = true;
        }
        return any;
    }
}
