using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Waits for an answer that end in two ways, by a limit of time and by a token, of which handlers take the entry out for one.
/// </summary>
internal static class HalfCoveredWaits
{
    [Flags]
    private enum Ends
    {
        None = 0,
        Late = 1,
        Cancelled = 2,
        All = 3,
    }

    public static bool Leave(IOperation function, IOperation entry, Func<IOperation, bool> takes)
    {
        foreach (var operation in function.Descendants())
            if (operation is IAwaitOperation wait && wait.Syntax.SpanStart > entry.Syntax.SpanStart
                && ReferenceEquals(Ops.FunctionRoot(wait), function) && How(wait) == Ends.All
                && Covered(wait, function, takes) is Ends.Late or Ends.Cancelled)
                return true;
        return false;
    }

    private static Ends How(IAwaitOperation wait)
    {
        var ends = Ends.None;
        if (Ops.Core(wait.Operation) is not IPropertyReferenceOperation && Waiting(wait) is { } call)
            foreach (var argument in call.Arguments)
                if (argument.ArgumentKind != ArgumentKind.DefaultValue && !Ops.IsNoToken(argument.Value))
                    ends |= argument.Parameter?.Type.Name switch
                    {
                        "TimeSpan" => Ends.Late,
                        "CancellationToken" => Ends.Cancelled,
                        _ => Ends.None,
                    };
        return ends;
    }

    private static IInvocationOperation? Waiting(IAwaitOperation wait) =>
        Ops.Core(wait) is IInvocationOperation { TargetMethod: { Name: "WaitAsync", ContainingType.Name: "Task" } } call
        && Ops.Reached(call.Instance) is IPropertyReferenceOperation { Property: { Name: "Task", ContainingType: var owner } }
        && owner.Name == "TaskCompletionSource" ? call : null;

    /// <summary>The ways to end for which some handler or finally around takes the entry out.</summary>
    private static Ends Covered(IOperation wait, IOperation function, Func<IOperation, bool> takes)
    {
        var covered = Ends.None;
        for (var attempt = Ops.Ancestor<ITryOperation>(wait); attempt is not null; attempt = Ops.Ancestor<ITryOperation>(attempt))
        {
            if (!Ops.Contains(attempt.Body, wait))
                continue;
            if (attempt.Finally is { } last && last.Descendants().Any(takes))
                return Ends.All;
            foreach (var handler in attempt.Catches)
                if (handler.Descendants().Any(takes))
                    covered |= Of(handler);
            foreach (var operation in function.Descendants())
                if (operation.Syntax.SpanStart >= attempt.Syntax.Span.End && takes(operation))
                    return Ends.All;
        }
        return covered;
    }

    private static Ends Of(ICatchClauseOperation handler) => handler.Filter is not null ? Ends.All : handler.ExceptionType?.Name switch
    {
        "TimeoutException" => Ends.Late,
        "OperationCanceledException" or "TaskCanceledException" => Ends.Cancelled,
        _ => Ends.All,
    };
}
