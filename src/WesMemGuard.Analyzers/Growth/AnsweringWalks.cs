using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Walks through a collection that are no sweeps: they take out what is answered, or all there is.</summary>
internal static class AnsweringWalks
{
    /// <summary>Takes out only what it gives a result to, and asks no clock: what nobody answers stays.</summary>
    public static bool Are(ILoopOperation loop)
    {
        var answers = false;
        foreach (var operation in loop.Descendants())
        {
            if (operation.Type?.Name is "DateTime" or "DateTimeOffset" or "TimeSpan" or "Stopwatch" or "CancellationToken"
                || operation is IPropertyReferenceOperation
                {
                    Property.Name: "TickCount" or "TickCount64" or "IsCompleted" or "IsCanceled"
                })
                return false;
            if (operation is not IInvocationOperation { TargetMethod: { ContainingType.Name: "TaskCompletionSource", Name: var name } })
                continue;
            if (name is not ("SetResult" or "TrySetResult"))
                return false;
            answers = true;
        }
        return answers;
    }

    /// <summary>Takes out each one, without asking anything about it, and fails it: the end of all of them.</summary>
    public static bool EndAll(ILoopOperation loop, IOperation taking)
    {
        var fails = false;
        foreach (var operation in loop.Descendants())
        {
            if (operation is IConditionalOperation branch && !Ops.Contains(branch.Condition, taking))
                return false;
            fails |= operation is IInvocationOperation
            {
                TargetMethod:
                {
                    ContainingType.Name: "TaskCompletionSource",
                    Name: "TrySetException" or "SetException" or "TrySetCanceled" or "SetCanceled"
                }
            };
        }
        return fails;
    }
}
