using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Flow;

/// <summary>Loops that end only when their owner is told to stop.</summary>
internal static class EndlessLoops
{
    /// <summary>The nearest such loop around an operation, within its own function.</summary>
    public static ILoopOperation? Around(IOperation operation)
    {
        for (var loop = Ops.Loop(operation); loop is not null; loop = Ops.Loop(loop))
            if (Is(loop))
                return loop;
        return null;
    }

    private static bool Is(ILoopOperation loop) => loop switch
    {
        IWhileLoopOperation { Condition: { } condition } => (condition.ConstantValue is { HasValue: true, Value: true }
            || WaitsForStop(condition) || ReadsPeer(condition) || WaitsForQueue(condition)) && !IsLeft(loop),
        IForLoopOperation { Condition: null } => !IsLeft(loop),
        IForEachLoopOperation { IsAsynchronous: true } each => ReadsQueue(each.Collection) && !IsLeft(loop),
        _ => false,
    };

    /// <summary>All that a channel or a gRPC stream will ever bring.</summary>
    private static bool ReadsQueue(IOperation collection)
    {
        foreach (var operation in collection.DescendantsAndSelf())
            if (operation is IInvocationOperation { TargetMethod.Name: "ReadAllAsync" } read
                && Ops.Receiver(read)?.Type?.Name is "ChannelReader" or "IAsyncStreamReader")
                return true;
        return false;
    }

    /// <summary>Asks a channel for more, until it is completed.</summary>
    private static bool WaitsForQueue(IOperation condition) => Ops.Core(condition) is IInvocationOperation
    {
        TargetMethod: { Name: "WaitToReadAsync", ContainingType.Name: "ChannelReader" }
            or { Name: "MoveNext", ContainingType.Name: "IAsyncStreamReader" }
    };

    /// <summary>Reads from a network stream, or from a reader made over one in this function.</summary>
    private static bool ReadsPeer(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
            if (operation is IInvocationOperation { TargetMethod.Name: var name } read
                && name.StartsWith("Read", StringComparison.Ordinal) && IsOverNetwork(read))
                return true;
        return false;
    }

    private static bool IsOverNetwork(IInvocationOperation read)
    {
        if (Ops.Reached(read.Instance) is not ILocalReferenceOperation local)
            return Ops.Reached(read.Instance)?.Type?.Name == "NetworkStream";
        if (Locals.Initial(local.Local, Ops.FunctionRoot(read)) is { } made)
            foreach (var inner in made.DescendantsAndSelf())
                if (inner.Type?.Name == "NetworkStream")
                    return true;
        return false;
    }

    /// <summary>
    /// Asks for a stop signal, a timer's next tick, an open connection or a flag of the owner that says that it runs.
    /// </summary>
    private static bool WaitsForStop(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
            if (operation is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" }
                or IInvocationOperation { TargetMethod.Name: "WaitForNextTickAsync" }
                || (operation is IPropertyReferenceOperation
                {
                    Property.Name: "State",
                    Type.Name: "WebSocketState" or "HubConnectionState"
                }) || IsRunningFlag(operation, condition))
                return true;
        return false;
    }

    /// <summary>A flag of the owner that the loop itself never sets: somebody else says when it ends.</summary>
    private static bool IsRunningFlag(IOperation operation, IOperation condition)
    {
        if (operation is not IMemberReferenceOperation
            {
                Type.SpecialType: SpecialType.System_Boolean,
                Instance: null or IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol
            } flag)
            return false;
        foreach (var inner in (condition.Parent ?? condition).Descendants())
            if (inner is IAssignmentOperation set
                && SymbolEqualityComparer.Default.Equals(Ops.Symbol(set.Target), Ops.Symbol(flag)))
                return false;
        return true;
    }

    private static bool IsLeft(ILoopOperation loop)
    {
        foreach (var operation in loop.Body.DescendantsAndSelf())
        {
            if (!ReferenceEquals(Ops.FunctionRoot(operation), Ops.FunctionRoot(loop)))
                continue;
            if (operation is IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak }
                && !IsStop(loop, operation))
                return true;
            if (operation is IBranchOperation jump
                && !SymbolEqualityComparer.Default.Equals(jump.Target, loop.ContinueLabel)
                && !StaysIn(loop, jump) && !IsStop(loop, jump))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Left because the owner was told to stop: behind such a question, or in the handler of a cancelled wait.
    /// </summary>
    private static bool IsStop(ILoopOperation loop, IOperation exit)
    {
        var child = exit;
        for (var current = exit.Parent; current is not null
            && !ReferenceEquals(current, loop); child = current, current = current.Parent)
            if (current is ICatchClauseOperation
                {
                    ExceptionType.Name: "OperationCanceledException" or "TaskCanceledException"
                or "ObjectDisposedException"
                }
                || (current is IConditionalOperation branch && !ReferenceEquals(branch.Condition, child)
                    && (WaitsForStop(branch.Condition) || SeesClose(branch.Condition))))
                return true;
        return false;
    }

    /// <summary>The peer has closed the connection: its end, whenever that is.</summary>
    private static bool SeesClose(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
            if (operation is IPropertyReferenceOperation { Property.Name: "MessageType", Type.Name: "WebSocketMessageType" })
                return true;
        return false;
    }

    /// <summary>A break or continue of an inner loop or switch.</summary>
    private static bool StaysIn(ILoopOperation loop, IBranchOperation jump)
    {
        for (var inner = jump.Parent; inner is not null && !ReferenceEquals(inner, loop); inner = inner.Parent)
            if (inner is ILoopOperation nested
                && (Same(nested.ExitLabel, jump.Target) || Same(nested.ContinueLabel, jump.Target))
                || (inner is ISwitchOperation cases && Same(cases.ExitLabel, jump.Target)))
                return true;
        return false;
    }

    private static bool Same(ILabelSymbol label, ILabelSymbol target) =>
        SymbolEqualityComparer.Default.Equals(label, target);
}
