using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Resources;

/// <summary>Facts about gRPC's streaming calls.</summary>
internal static class GrpcCalls
{
    public static bool IsStreaming(ITypeSymbol? type) =>
        TypeName.Of(type) is "Grpc.Core.AsyncServerStreamingCall" or "Grpc.Core.AsyncDuplexStreamingCall"
            or "Grpc.Core.AsyncClientStreamingCall";

    public static bool HasRequests(ITypeSymbol? type) => TypeName.Of(type) != "Grpc.Core.AsyncServerStreamingCall";

    /// <summary>
    /// Requests are written in this member and nothing completes them, and the stream isn't handed on.
    /// </summary>
    public static bool WritesWithoutCompleting(ISymbol local, Body body)
    {
        var writes = false;
        foreach (var mention in body.ReferencesTo(local))
        {
            if (Ops.Use(mention) is not IPropertyReferenceOperation { Property.Name: "RequestStream" } stream)
                continue;
            if (Ops.Use(stream) is not IInvocationOperation call || call.TargetMethod.Name == "CompleteAsync")
                return false;
            writes |= call.TargetMethod.Name is "WriteAsync";
        }
        return writes;
    }

    /// <summary>Requests are written one by one: a write that fails leaves the call open.</summary>
    public static bool Writes(ISymbol local, Body body)
    {
        foreach (var mention in body.ReferencesTo(local))
            if (Ops.Use(mention) is IPropertyReferenceOperation { Property.Name: "RequestStream" } stream
                && Ops.Use(stream) is IInvocationOperation { TargetMethod.Name: "WriteAsync" } write
                && Ops.Loop(write) is not null)
                return true;
        return false;
    }

    /// <summary>A loop reads answers until it has enough: the call's disposal is then its end.</summary>
    public static bool StopsReading(ISymbol local, Body body)
    {
        foreach (var mention in body.ReferencesTo(local))
            if (ReadLoop(mention) is { } loop && LeavesEarly(loop))
                return true;
        return false;
    }

    /// <summary>A loop reads all answers and nothing in it leaves early.</summary>
    public static bool ReadsToTheEnd(ISymbol local, Body body)
    {
        foreach (var mention in body.ReferencesTo(local))
        {
            if (mention.Parent is IAwaitOperation
                || Ops.Use(mention) is IPropertyReferenceOperation { Property.Name: "ResponseAsync" }
                or IInvocationOperation { TargetMethod.Name: "GetAwaiter" })
                return true;
            if (ReadLoop(mention) is { } loop && !LeavesEarly(loop))
                return true;
        }
        return false;
    }

    /// <summary>Nothing of the call but its stream of answers leaves the method: nobody can dispose the call.</summary>
    public static bool OnlyStreamIsReturned(IInvocationOperation call, Body body)
    {
        if (Ops.Use(call) is IPropertyReferenceOperation { Property.Name: "ResponseStream" } stream)
            return IsReturned(stream);
        if (Destination.Of(call) is not { Kind: DestinationKind.Local, Symbol: { } local })
            return false;
        var returned = false;
        foreach (var mention in body.ReferencesTo(local))
        {
            if (Ops.Use(mention) is not IPropertyReferenceOperation { Property.Name: "ResponseStream" } part)
                return false;
            returned |= IsReturned(part);
        }
        return returned;
    }

    /// <summary>Whoever gets the stream may end the call by the token or the deadline that they gave.</summary>
    public static bool CanBeEnded(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && Ops.Bare(argument.Value) is not IDefaultValueOperation
                && argument.Parameter?.Type is { Name: "CancellationToken" or "CallOptions" or "Nullable" })
                return true;
        return false;
    }

    private static bool IsReturned(IOperation stream)
    {
        var whole = stream;
        while (true)
            switch (Ops.Parent(whole, out _))
            {
                case IReturnOperation { Kind: OperationKind.Return }:
                    return true;
                case IInvocationOperation { TargetMethod.Name: "ReadAllAsync" } read:
                    whole = read;
                    break;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ReadAllAsync" } read }:
                    whole = read;
                    break;
                default:
                    return false;
            }
    }

    private static ILoopOperation? ReadLoop(IOperation mention)
    {
        for (var current = mention.Parent; current is not null; current = current.Parent)
        {
            if (current is IForEachLoopOperation each)
                return Ops.Contains(each.Collection, mention) ? each : null;
            if (current is IWhileLoopOperation { Condition: { } condition } loop)
                return Ops.Contains(condition, mention) && Ops.Bare(condition) is not IBinaryOperation
                    && !IsLimited(condition) ? loop : null;
        }
        return null;
    }

    /// <summary>The wait for the next answer is given up after a time, the call isn't.</summary>
    private static bool IsLimited(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
            if (operation is IInvocationOperation { TargetMethod: { Name: "WaitAsync", ContainingType.Name: "Task" } wait })
                foreach (var parameter in wait.Parameters)
                    if (parameter.Type.Name == "TimeSpan")
                        return true;
        return false;
    }

    private static bool LeavesEarly(ILoopOperation loop)
    {
        foreach (var operation in loop.Body.DescendantsAndSelf())
        {
            if (operation is IThrowOperation
                or IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak or OperationKind.YieldReturn })
                return true;
            if (operation is IBranchOperation jump
                && SymbolEqualityComparer.Default.Equals(jump.Target, loop.ExitLabel))
                return true;
        }
        return false;
    }
}
