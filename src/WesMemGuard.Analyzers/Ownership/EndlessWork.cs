using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Tasks and threads that a call starts for what it is given, with a loop that asks no token, is never left and survives every
/// failure: one more for each call.
/// </summary>
internal static class EndlessWork
{
    public static IEnumerable<IOperation> Of(TypeWorld world, Body body)
    {
        if (body.Method is not { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 } method)
            yield break;
        foreach (var call in body.Calls)
            if (call.TargetMethod.Name is "Run" or "StartNew"
                && call.TargetMethod.ContainingType.Name is "Task" or "TaskFactory"
                && Given(call.Arguments) is { } work && IsEndless(world, work.Body) && IsOfCall(work, method)
                && RunsForCalls(world, method))
                yield return call;
        foreach (var thread in body.Creations)
            if (TypeName.Is(thread.Type, "System.Threading.Thread") && Given(thread.Arguments) is { } work
                && IsEndless(world, work.Body) && IsOfCall(work, method) && RunsForCalls(world, method))
                yield return thread;
    }

    private static bool RunsForCalls(TypeWorld world, IMethodSymbol method) => !InitContext.Contains(method)
        && (method.IsStatic || !LifetimeMap.Of(world.Scope).IsApp(method.ContainingType));

    /// <summary>
    /// Own loops that objects of calls start and nobody waits for: each object stays with its loop.
    /// </summary>
    public static IEnumerable<IOperation> OfObjects(TypeWorld world, Body body)
    {
        foreach (var call in body.Calls)
            if (Tasks.IsTask(call.Type) && Destination.Of(call).Kind == DestinationKind.Dropped && call.Parent is not IAwaitOperation
                && Begun(call) is { IsStatic: false, MethodKind: MethodKind.Ordinary } method
                && world.BodyOf(method) is { } work && IsEndless(world, work.Root) && body.Member.ContainingType is { } owner
                && !LifetimeMap.Of(world.Scope).IsApp(owner) && !LifetimeMap.Of(world.Scope).IsHeld(owner)
                && (ObjectCreations.Of(world.Scope).AreOfCalls(owner) || EndsSomething(world, owner)))
                yield return call;
    }

    /// <summary>The object's own method that a call runs beside itself: an async one, or one that a task is made of.</summary>
    private static IMethodSymbol? Begun(IInvocationOperation call)
    {
        if (call.TargetMethod.IsAsync)
            return call.TargetMethod;
        if (call.TargetMethod is not { Name: "Run" or "StartNew", ContainingType.Name: "Task" or "TaskFactory" })
            return null;
        foreach (var argument in call.Arguments)
            if (Ops.Bare(argument.Value) is IDelegateCreationOperation { Target: IMethodReferenceOperation group })
                return group.Method.OriginalDefinition;
        return null;
    }

    /// <summary>Ordinary code of the type releases something that its object keeps: objects of it come and go, and are told to.</summary>
    public static bool EndsSomething(TypeWorld world, INamedTypeSymbol owner)
    {
        foreach (var body in world.Bodies)
            if (body.Method is { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, Parameters.Length: 0 }
                && SymbolEqualityComparer.Default.Equals(body.Member.ContainingType, owner))
                foreach (var member in body.Members)
                    if (member is IFieldReferenceOperation { Field.IsStatic: false, Instance: IInstanceReferenceOperation }
                        && RoleReader.In(world).Of(member, body) == Role.Release)
                        return true;
        return false;
    }

    private static IAnonymousFunctionOperation? Given(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
            if (Ops.Bare(argument.Value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation work })
                return work;
        return null;
    }

    /// <summary>Uses what the call was given: the loop is for that.</summary>
    private static bool IsOfCall(IAnonymousFunctionOperation work, IMethodSymbol method)
    {
        foreach (var operation in work.Body.Descendants())
            if (Ops.Symbol(operation) is (IParameterSymbol or ILocalSymbol) and { ContainingSymbol: var owner }
                && operation.Type is { IsReferenceType: true, Name: not "CancellationTokenSource" }
                && SymbolEqualityComparer.Default.Equals(owner, method))
                return true;
        return false;
    }

    private static bool IsEndless(TypeWorld world, IOperation work)
    {
        foreach (var operation in work.ChildOperations)
            if ((operation is IWhileLoopOperation { Condition.ConstantValue: { HasValue: true, Value: true } }
                    or IForLoopOperation { Condition: null }
                    || (operation is IWhileLoopOperation asking && NeverChanges(world, asking.Condition)))
                && operation is ILoopOperation loop && !IsLeft(loop) && Waits(loop) && SurvivesAll(loop))
                return true;
        return false;
    }

    /// <summary>Asks a flag of the object that no code sets but the one that makes the object.</summary>
    private static bool NeverChanges(TypeWorld world, IOperation? condition)
    {
        var asked = Ops.Bare(condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negated ? negated.Operand : condition);
        return asked is IFieldReferenceOperation { Field: { IsStatic: false, DeclaredAccessibility: Accessibility.Private } flag }
            && world.Owns(flag.ContainingType) && world.UsesOf(flag).All(static use => InitContext.IsConstruction(use.Body.Member)
                || !(Ops.Parent(use.Place, out var child) is IAssignmentOperation put && ReferenceEquals(put.Target, child)
                    || use.Place.Parent is IArgumentOperation { Parameter.RefKind: not RefKind.None } or ITupleOperation));
    }

    private static bool IsLeft(ILoopOperation loop)
    {
        foreach (var operation in loop.Body.DescendantsAndSelf())
            if (operation is IReturnOperation { Kind: OperationKind.Return } or IThrowOperation
                or IBranchOperation { BranchKind: BranchKind.Break } or IForEachLoopOperation { IsAsynchronous: true })
                return true;
            else if (operation.Type is { Name: "CancellationToken" or "CancellationTokenSource" } && !Ops.IsNoToken(operation))
                return true;
        return false;
    }

    private static bool Waits(ILoopOperation loop) => loop.Body.Descendants().Any(static operation =>
        operation is IInvocationOperation { TargetMethod: { Name: "Delay" or "Sleep", ContainingType.Name: "Task" or "Thread" } });

    /// <summary>Whatever else it waits for is caught, of whatever kind the failure is, or asked for only now and then.</summary>
    public static bool SurvivesAll(ILoopOperation loop)
    {
        foreach (var operation in loop.Body.Descendants())
            if (operation is IInvocationOperation call && call.TargetMethod.Name is not ("Delay" or "Sleep") && !IsTime(call)
                && call.TargetMethod is not { IsStatic: true, ContainingType: { IsStatic: true, DeclaringSyntaxReferences.IsEmpty: true } }
                && !IsCaught(call, loop) && !IsAskedFor(call, loop))
                return false;
        return true;
    }

    /// <summary>How long to wait.</summary>
    private static bool IsTime(IInvocationOperation call) => call.TargetMethod.ContainingType?.Name == "TimeSpan";

    private static bool IsAskedFor(IOperation place, ILoopOperation loop)
    {
        for (IOperation child = place, current = place.Parent!; !ReferenceEquals(current, loop); child = current, current = current.Parent!)
            if (current is IConditionalOperation branch && !ReferenceEquals(branch.Condition, child))
                return true;
        return false;
    }

    private static bool IsCaught(IOperation place, ILoopOperation loop)
    {
        if (Ops.Ancestor<ICatchClauseOperation>(place) is not null)
            return true;
        for (var attempt = Ops.Ancestor<ITryOperation>(place); attempt is not null && Ops.Contains(loop, attempt);
            attempt = Ops.Ancestor<ITryOperation>(attempt))
            if (Ops.Contains(attempt.Body, place) && attempt.Catches.Any(GoesOn))
                return true;
        return false;
    }

    /// <summary>Whatever has failed, but not that somebody has told it to end.</summary>
    private static bool GoesOn(ICatchClauseOperation handler) => handler.Filter is null && handler.ExceptionType?.Name
        is not ("OperationCanceledException" or "TaskCanceledException" or "ObjectDisposedException");
}
