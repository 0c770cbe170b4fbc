using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>What can go wrong after an entry was put into a map.</summary>
internal enum Risk
{
    None,

    /// <summary>The waiter's task is handed to the caller.</summary>
    Handed,

    /// <summary>A call that may throw.</summary>
    Call,

    /// <summary>An await that may be cancelled, time out or throw.</summary>
    Await,
}

/// <summary>Looks at what follows an entry in its function.</summary>
internal static class WaitRisk
{
    private static readonly string[] Verbs = ["Send", "Write", "Publish", "Post", "Flush", "WaitAsync", "WaitOne", "Invoke", "Transmit"];

    public static Risk After(IOperation function, IOperation entry)
    {
        var worst = Risk.None;
        var end = entry.Syntax.Span.End;
        foreach (var operation in function.Descendants())
        {
            if (operation.Syntax.SpanStart < end || !ReferenceEquals(Ops.FunctionRoot(operation), function))
                continue;
            var risk = operation switch
            {
                IAwaitOperation => Risk.Await,
                IInvocationOperation
                {
                    TargetMethod:
                    {
                        Name: "Wait" or "GetResult", ContainingNamespace.Name: "Tasks"
                    or "CompilerServices"
                    }
                } => Risk.Await,
                IInvocationOperation
                {
                    TargetMethod:
                    {
                        Name: "Wait"
                    or "WaitOne", Parameters.Length: > 0, ContainingType.Name: "ManualResetEventSlim" or "WaitHandle"
                    or "SemaphoreSlim" or "CountdownEvent" or "Monitor"
                    }
                } => Risk.Await,
                IReturnOperation { ReturnedValue: { Type.Name: "Task" or "ValueTask" } value } when Ops.Bare(value)
                    is IPropertyReferenceOperation { Property.Name: "Task" } or IObjectCreationOperation => Risk.Handed,
                IReturnOperation { ReturnedValue: { } value } when HandsWaiter(value) => Risk.Handed,
                IInvocationOperation call when Fails(call.TargetMethod.Name) => Risk.Call,
                IInvalidOperation { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } when Fails(
                    access.Name.Identifier.ValueText) => Risk.Call,
                _ => Risk.None,
            };
            if (risk > worst)
                worst = risk;
        }
        return worst;
    }

    /// <summary>The task that a call returns is waited for until a limit or a token ends that.</summary>
    public static bool IsLimited(IInvocationOperation call)
    {
        var use = Ops.Use(call);
        while (use is IInvocationOperation { TargetMethod.Name: "AsTask" or "ConfigureAwait" } step)
            use = Ops.Use(step);
        return use is IInvocationOperation { TargetMethod: { Name: "WaitAsync", ContainingType.Name: "Task" } };
    }

    /// <summary>The waiter itself, or a tuple with it or its task.</summary>
    private static bool HandsWaiter(IOperation value)
    {
        if (Ops.Bare(value) is not ITupleOperation tuple)
            return Waiters.IsWaiter(value.Type);
        foreach (var element in tuple.Elements)
            if (Waiters.IsWaiter(element.Type)
                || Ops.Bare(element) is IPropertyReferenceOperation { Property.Name: "Task" })
                return true;
        return false;
    }

    private static bool Fails(string name)
    {
        foreach (var verb in Verbs)
            if (name.StartsWith(verb, System.StringComparison.Ordinal))
                return true;
        return false;
    }
}
