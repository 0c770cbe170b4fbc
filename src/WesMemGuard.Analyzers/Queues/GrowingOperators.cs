using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Queues;

/// <summary>
/// Operators of Rx that keep something of all that has come by: what was distinct, groups by key, an accumulator that is added
/// to. On a sequence that doesn't end they grow until the subscription is disposed.
/// </summary>
internal static class GrowingOperators
{
    public static bool Contain(IInvocationOperation call) =>
        TypeName.Is(call.TargetMethod.ContainingType, "System.Reactive.Linq.Observable") && Keeps(call) && !Ends(call) && !IsCutAfter(call);

    private static bool Keeps(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "Distinct" or "GroupBy" => !HasFewKeys(call),
        "Scan" => Accumulates(call),
        "SelectMany" => BringsEndless(call),
        _ => false,
    };

    /// <summary>Each item brings a sequence of a timer which nothing ends: all of them run side by side.</summary>
    private static bool BringsEndless(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (Ops.Bare(argument.Value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation function })
                foreach (var operation in function.Body.Descendants())
                    if (operation is IReturnOperation { ReturnedValue: { } inner } && ReferenceEquals(Ops.Function(operation), function)
                        && IsEndless(Ops.Bare(inner)))
                        return true;
        return false;
    }

    private static bool IsEndless(IOperation? sequence)
    {
        while (sequence is IInvocationOperation step)
        {
            if (step.TargetMethod.Name is "Take" or "TakeUntil" or "TakeWhile" or "Timeout"
                || step.TargetMethod.Name.StartsWith("First", StringComparison.Ordinal))
                return false;
            if (step.TargetMethod.Name == "Interval" && TypeName.Is(step.TargetMethod.ContainingType, "System.Reactive.Linq.Observable"))
                return true;
            sequence = Ops.Receiver(step);
        }
        return false;
    }

    /// <summary>What is told apart has few values: an enum, a flag.</summary>
    private static bool HasFewKeys(IInvocationOperation call)
    {
        var key = call.TargetMethod.TypeArguments is { Length: > 0 } types ? types[types.Length > 1 ? 1 : 0] : null;
        return key is { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Boolean or SpecialType.System_Byte };
    }

    /// <summary>The function returns the accumulator and one item more.</summary>
    private static bool Accumulates(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (Ops.Bare(argument.Value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation function }
                && function.Symbol.Parameters is { Length: 2 } parameters && CollectionTypes.Contains(parameters[0].Type))
                foreach (var operation in function.Body.Descendants())
                    if (operation is IInvocationOperation { TargetMethod.Name: var name } change
                        && MethodNames.Effect(name) != UseKind.Read)
                    {
                        if (MethodNames.Effect(name) == UseKind.Shrink)
                            return false;
                        if (SymbolEqualityComparer.Default.Equals(Ops.Symbol(change.Instance), parameters[0]))
                            return !Cuts(function);
                    }
        return false;
    }

    private static bool Cuts(IAnonymousFunctionOperation function)
    {
        foreach (var operation in function.Body.Descendants())
            if (operation is IConditionalOperation or IInvocationOperation
                { TargetMethod.Name: "Take" or "TakeLast" or "Skip" or "RemoveAt" or "RemoveRange" or "Slice" })
                return true;
        return false;
    }

    /// <summary>The sequence before it ends by itself, or is cut into windows.</summary>
    private static bool Ends(IInvocationOperation call)
    {
        var step = Ops.Receiver(call);
        while (step is IInvocationOperation query)
        {
            if (query.TargetMethod.Name is "Take" or "TakeUntil" or "TakeWhile" or "FirstAsync" or "Range" or "Return" or "ToObservable"
                or "FromAsync" or "Window" or "Create" or "Defer" or "Start" or "Using")
                return true;
            step = Ops.Receiver(query);
        }
        return step is not (IMemberReferenceOperation or IParameterReferenceOperation) || IsInWindow(call);
    }

    /// <summary>A later step of the same chain takes so many items, or until something comes, and ends it all with that.</summary>
    private static bool IsCutAfter(IInvocationOperation call)
    {
        for (var step = Next(call); step is not null; step = Next(step))
            if (step.TargetMethod.Name is "Take" or "TakeUntil" or "TakeWhile" or "FirstAsync" or "FirstOrDefaultAsync" or "First"
                or "FirstOrDefault" or "Any" or "ElementAt")
                return true;
        return false;
    }

    private static IInvocationOperation? Next(IInvocationOperation step) => Ops.Use(step) switch
    {
        IArgumentOperation { Parent: IInvocationOperation next } when ReferenceEquals(Ops.Bare(Ops.Receiver(next)), step) => next,
        IInvocationOperation next when ReferenceEquals(Ops.Bare(next.Instance), step) => next,
        _ => null,
    };

    /// <summary>Within the function that is given each window or group.</summary>
    private static bool IsInWindow(IOperation call) => Ops.Function(call) is IAnonymousFunctionOperation function
        && Ops.Taker(function) is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "SelectMany" or "Select" } };
}
