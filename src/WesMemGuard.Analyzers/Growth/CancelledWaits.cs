using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Waits that a token ends by a call-back which answers the waiter and leaves its entry where it is.
/// </summary>
internal static class CancelledWaits
{
    /// <summary>Whether the function that puts an entry in waits so, with nothing around the wait that takes it out.</summary>
    public static bool Leave(IOperation function, IOperation entry, Func<IOperation, bool> takes)
    {
        foreach (var operation in function.Descendants())
            if (operation is IInvocationOperation
                { TargetMethod: { Name: "Register" or "UnsafeRegister", ContainingType.Name: "CancellationToken" } } registration
                && ReferenceEquals(Ops.FunctionRoot(operation), function)
                && Ops.ArgumentAt(registration, 0) is { } callback && OnlyAnswers(callback, takes)
                && AwaitsUncovered(function, entry, takes))
                return !function.Descendants().Any(part => takes(part) && OwnCompletions.Bring(part));
        return false;
    }

    /// <summary>A lambda that ends a wait and does nothing else: what it calls may take the entry out.</summary>
    private static bool OnlyAnswers(IOperation callback, Func<IOperation, bool> takes)
    {
        if (Ops.Bare(callback) is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda })
            return false;
        var answers = false;
        foreach (var operation in lambda.Body.Descendants())
        {
            if (takes(operation))
                return false;
            if (operation is not IInvocationOperation call)
                continue;
            if (call.TargetMethod.ContainingType?.Name != "TaskCompletionSource"
                || call.TargetMethod.Name is not ("TrySetCanceled" or "SetCanceled" or "TrySetException" or "SetException"))
                return false;
            answers = true;
        }
        return answers;
    }

    private static bool AwaitsUncovered(IOperation function, IOperation entry, Func<IOperation, bool> takes)
    {
        foreach (var operation in function.Descendants())
            if (operation is IAwaitOperation wait && wait.Syntax.SpanStart > entry.Syntax.SpanStart
                && ReferenceEquals(Ops.FunctionRoot(wait), function)
                && Ops.Core(wait) is IPropertyReferenceOperation { Property: { Name: "Task", ContainingType.Name: "TaskCompletionSource" } }
                && !UncoveredWait.IsCovered(wait, takes))
                return true;
        return false;
    }
}
