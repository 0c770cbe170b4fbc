using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Loops that code which runs again starts beside itself once more, while the earlier ones go on: they work with what the object
/// has, so that no lost connection ends them, and ask for no stop but that of the whole object.
/// </summary>
internal static class RestartedLoops
{
    public static IEnumerable<IOperation> Of(TypeWorld world, Body body)
    {
        if (body.Method is not { MethodKind: MethodKind.Ordinary })
            yield break;
        foreach (var call in body.Calls)
            if (Tasks.IsTask(call.Type) && IsLeft(call) && Work(world, call, body) is var (code, owner)
                && IsLasting(world, code, owner, call) && RunsAgain(world, call, body) && !EndsEarlier(world, body))
                yield return call;
    }

    /// <summary>Nobody waits for the task, and no member keeps it to be ended.</summary>
    private static bool IsLeft(IInvocationOperation call) => call.Parent is not IAwaitOperation
        && Destination.Of(call).Kind is DestinationKind.Dropped;

    /// <summary>What runs: a method of the type, or what Task.Run is given.</summary>
    private static (IOperation Code, Body Body)? Work(TypeWorld world, IInvocationOperation call, Body body)
    {
        if (call.TargetMethod is not { Name: "Run" or "StartNew", ContainingType.Name: "Task" or "TaskFactory" })
            return call.TargetMethod.IsAsync ? FunctionRoots.Of(world, call.TargetMethod, body) : null;
        if (FunctionRoots.OfDelegate(world, Ops.ArgumentAt(call, 0), body) is not var (code, owner))
            return null;
        return code is IAnonymousFunctionOperation { Body.Operations: { Length: > 0 } steps }
            && Ops.Core(Value(steps[0])) is IInvocationOperation inner && FunctionRoots.Of(world, inner.TargetMethod, owner) is { } next
                ? next : (code, owner);
    }

    private static IOperation Value(IOperation step) => step switch
    {
        IReturnOperation { ReturnedValue: { } value } => value,
        IExpressionStatementOperation { Operation: var value } => value,
        _ => step,
    };

    /// <summary>A loop that only the object's own stop, or nothing, ends.</summary>
    private static bool IsLasting(TypeWorld world, IOperation code, Body owner, IInvocationOperation call)
    {
        foreach (var operation in code.Descendants())
            if (operation is IWhileLoopOperation { Condition: { } condition } loop && ReferenceEquals(EndlessLoops.Around(loop.Body), loop)
                && ReferenceEquals(Ops.FunctionRoot(loop), FunctionOf(code)) && AsksOwner(condition, code) && !IsOfConnection(loop, code)
                && Waits(loop) && !call.Syntax.Span.Equals(loop.Syntax.Span))
                return world.Owns(owner.Member.ContainingType);
        return false;
    }

    private static IOperation FunctionOf(IOperation code) => code is IAnonymousFunctionOperation or ILocalFunctionOperation
        ? code : Ops.FunctionRoot(code);

    /// <summary>
    /// Asks for nothing, for a tick, or for a stop signal that a member or the caller holds; not for a connection's state.
    /// </summary>
    private static bool AsksOwner(IOperation condition, IOperation code)
    {
        foreach (var operation in condition.DescendantsAndSelf())
            if (operation is IPropertyReferenceOperation { Type.TypeKind: TypeKind.Enum }
                    or IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals }
                || (operation is IInvocationOperation { TargetMethod.Name: var name }
                && name is not ("WaitForNextTickAsync" or "ConfigureAwait"))
                || (operation is ILocalReferenceOperation or IParameterReferenceOperation
                    && operation.Type?.Name is not ("CancellationToken" or "PeriodicTimer")
                    && code.Syntax.Span.Contains(operation.Syntax.Span)))
                return false;
        return true;
    }

    /// <summary>Works with a connection that it was given: its failure ends the loop.</summary>
    private static bool IsOfConnection(ILoopOperation loop, IOperation code)
    {
        foreach (var operation in loop.Body.Descendants())
            if (operation is IBranchOperation { BranchKind: BranchKind.Break } or IReturnOperation { Kind: OperationKind.Return }
                && ReferenceEquals(Ops.FunctionRoot(operation), Ops.FunctionRoot(loop))
                && Ops.Ancestor<ICatchClauseOperation>(operation) is null
                    || operation is IInvocationOperation { TargetMethod.Name: var name }
                    && (name.StartsWith("Receive", StringComparison.Ordinal)
                        || name.StartsWith("Accept", StringComparison.Ordinal) || name.StartsWith("Read", StringComparison.Ordinal)))
                return true;
            else if (operation is IParameterReferenceOperation or ILocalReferenceOperation
                && !loop.Syntax.Span.Contains(Declared(operation))
                && operation.Type is { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None } type
                && (TypeName.IsDisposable(type) || TypeName.Derives(type, "System.IO.Stream")) && type.Name != "PeriodicTimer")
                return true;
        return false;
    }

    private static Microsoft.CodeAnalysis.Text.TextSpan Declared(IOperation reference) =>
        Ops.Symbol(reference) is { DeclaringSyntaxReferences: { Length: > 0 } places } ? places[0].Span : default;

    private static bool Waits(ILoopOperation loop) => loop.Descendants().Any(static operation => operation is IInvocationOperation
    {
        TargetMethod: { Name: "Delay", ContainingType.Name: "Task" } or { Name: "WaitForNextTickAsync" }
    });

    /// <summary>Called from a handler, from a loop without end, or where something has failed.</summary>
    private static bool RunsAgain(TypeWorld world, IOperation call, Body body, int hops = 0)
    {
        const int MostHops = 2;
        if (Ops.Ancestor<ICatchClauseOperation>(call) is not null || EndlessLoops.Around(call) is not null
            || RemoteSources.IsCallback(world, call, body))
            return true;
        if (hops >= MostHops || body.Method is not { MethodKind: MethodKind.Ordinary } method)
            return false;
        if (TakesPlace(body))
            return true;
        foreach (var (outer, caller) in world.CallersOf(method))
            if (!ReferenceEquals(caller, body) && RunsAgain(world, outer, caller, hops + 1))
                return true;
        return false;
    }

    /// <summary>The code ends what a member has and puts another in its place: it has run before.</summary>
    private static bool TakesPlace(Body body)
    {
        foreach (var call in body.Calls)
            if (call.TargetMethod.Name is "Dispose" or "DisposeAsync" or "Close" or "CloseAsync" or "Abort"
                && Ops.Reached(call.Instance) is { } ended
                && (ended is ILocalReferenceOperation local ? Ops.Bare(body.InitialOf(local.Local))
                : ended) is IFieldReferenceOperation field
                && body.Members.Exists(member => SymbolEqualityComparer.Default.Equals(member.Member, field.Field)
                    && Ops.Parent(member, out var child) is ISimpleAssignmentOperation put && ReferenceEquals(put.Target, child)
                    && Ops.Bare(put.Value) is IObjectCreationOperation))
                return true;
        return false;
    }

    /// <summary>The code cancels, stops or disposes something of the object, or asks whether it runs already.</summary>
    private static bool EndsEarlier(TypeWorld world, Body body)
    {
        foreach (var call in body.Calls)
            if (Cancellations.Of(world.Scope).SourceOf(call) is not null)
                return true;
        foreach (var operation in body.Root.Descendants())
            if (operation is IConditionalOperation branch && branch.Condition.Descendants().Any(IsFlag))
                return true;
            else if (operation is IAssignmentOperation { Target: IFieldReferenceOperation { Type.Name: var set } }
                && set is "CancellationTokenSource" or "PeriodicTimer")
                return true;
        return false;
    }

    private static bool IsFlag(IOperation operation) => operation is IFieldReferenceOperation { Type: { } type }
        && (type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int32
            || type.Name is "Task" or "CancellationTokenSource" or "Thread")
        || operation is IArgumentOperation { Parameter.RefKind: RefKind.Ref };
}
