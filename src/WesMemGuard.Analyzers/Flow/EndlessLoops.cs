using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WesMemGuard.Analyzers.Flow;

/// <summary>Loops that end only when their owner is told to stop.</summary>
internal static class EndlessLoops
{
    private static readonly string[] Running = ["run", "stop", "dispos", "clos", "listen", "active", "alive", "connected", "cancel", "shutdown", "shuttingdown", "exit"];

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
        IWhileLoopOperation { Condition: { } condition } => (condition.ConstantValue is { HasValue: true, Value: true } || WaitsForStop(condition)) && !IsLeft(loop),
        IForLoopOperation { Condition: null } => !IsLeft(loop),
        _ => false,
    };

    /// <summary>Asks for a stop signal, a timer's next tick, an open connection or a flag of the owner that says that it runs.</summary>
    private static bool WaitsForStop(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
            if (operation is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" } or IInvocationOperation { TargetMethod.Name: "WaitForNextTickAsync" }
                || (operation is IPropertyReferenceOperation { Property.Name: "State", Type.Name: "WebSocketState" or "HubConnectionState" }) || IsRunningFlag(operation))
                return true;
        return false;
    }

    private static bool IsRunningFlag(IOperation operation) =>
        operation is IMemberReferenceOperation { Type.SpecialType: SpecialType.System_Boolean, Instance: null or IInstanceReferenceOperation, Member.Name: var name } && SaysRunning(name);

    private static bool SaysRunning(string name)
    {
        foreach (var word in Running)
            if (name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        return false;
    }

    private static bool IsLeft(ILoopOperation loop)
    {
        foreach (var operation in loop.Body.DescendantsAndSelf())
        {
            if (!ReferenceEquals(Ops.FunctionRoot(operation), Ops.FunctionRoot(loop)))
                continue;
            if (operation is IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak } && !IsStop(loop, operation))
                return true;
            if (operation is IBranchOperation jump && !SymbolEqualityComparer.Default.Equals(jump.Target, loop.ContinueLabel) && !StaysIn(loop, jump) && !IsStop(loop, jump))
                return true;
        }
        return false;
    }

    /// <summary>Left because the owner was told to stop: behind such a question, or in the handler of a cancelled wait.</summary>
    private static bool IsStop(ILoopOperation loop, IOperation exit)
    {
        IOperation child = exit;
        for (var current = exit.Parent; current is not null && !ReferenceEquals(current, loop); child = current, current = current.Parent)
            if (current is ICatchClauseOperation { ExceptionType.Name: "OperationCanceledException" or "TaskCanceledException" or "ObjectDisposedException" }
                || (current is IConditionalOperation branch && !ReferenceEquals(branch.Condition, child) && WaitsForStop(branch.Condition)))
                return true;
        return false;
    }

    /// <summary>A break or continue of an inner loop or switch.</summary>
    private static bool StaysIn(ILoopOperation loop, IBranchOperation jump)
    {
        for (var inner = jump.Parent; inner is not null && !ReferenceEquals(inner, loop); inner = inner.Parent)
            if (inner is ILoopOperation nested && (Same(nested.ExitLabel, jump.Target) || Same(nested.ContinueLabel, jump.Target)) || (inner is ISwitchOperation cases && Same(cases.ExitLabel, jump.Target)))
                return true;
        return false;
    }

    private static bool Same(ILabelSymbol label, ILabelSymbol target) => SymbolEqualityComparer.Default.Equals(label, target);
}
