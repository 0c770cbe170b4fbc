using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Queues;

/// <summary>Readers of a queue that wait for something else with each item: what comes in meanwhile piles up.</summary>
internal static class SlowReaders
{
    /// <summary>Whether what follows the taking of an item, before the next is taken, waits or blocks.</summary>
    public static bool IsOne(TypeWorld world, IOperation taking, Body body)
    {
        if (Turn(taking) is { } loop)
            return Waits(world, loop, taking);
        return body.Method is { } method && IsCalledByWaiter(world, method);
    }

    /// <summary>Awaits another call than the taking, blocks the thread, or runs a function that does.</summary>
    public static bool Waits(TypeWorld world, IOperation code, IOperation? taking, int hops = 0)
    {
        foreach (var operation in code.DescendantsAndSelf())
        {
            if (taking is not null && Ops.Contains(operation, taking))
                continue;
            if (operation is IAwaitOperation { Operation: var awaited } && !IsOfQueue(Ops.Core(awaited))
                && !IsDelay(Ops.Core(awaited)))
                return true;
            if (operation is IInvocationOperation
                {
                    TargetMethod:
                    {
                        Name: "Sleep" or "Wait" or "WaitOne" or "GetResult",
                        ContainingNamespace: { } space
                    }
                } && space.ToDisplayString().StartsWith("System.", StringComparison.Ordinal))
                return true;
            if (operation is IInvocationOperation call && (Blocks(call)
                || (hops < 1 && world.BodyOf(call.TargetMethod) is { } helper
                    && Waits(world, helper.Root, null, hops + 1))))
                return true;
        }
        return false;
    }

    /// <summary>The loop's body that runs for each item.</summary>
    private static IOperation? Turn(IOperation taking) => Ops.Loop(taking)?.Body;

    private static bool IsCalledByWaiter(TypeWorld world, IMethodSymbol method)
    {
        foreach (var (call, _) in world.CallersOf(method))
            if (Turn(call) is { } loop && Waits(world, loop, call))
                return true;
        return false;
    }

    private static bool IsOfQueue(IOperation? awaited) =>
        awaited is IInvocationOperation { TargetMethod: { Name: "WaitAsync", ContainingType.Name: "SemaphoreSlim" } }
            or IInvocationOperation
        {
            TargetMethod:
            {
                Name: "ReadAsync" or "WaitToReadAsync" or "TryRead"
        or "WaitForNextTickAsync" or "Yield"
            }
        };

    private static bool IsDelay(IOperation? awaited) => awaited is IInvocationOperation
    {
        TargetMethod:
        {
            Name: "Delay",
            ContainingType.Name: "Task"
        }
    };

    /// <summary>Writes to a stream, a socket, a file or the console, which takes as long as it takes.</summary>
    private static bool Blocks(IInvocationOperation call) =>
        call.TargetMethod.Name is "Write" or "WriteLine" or "Send" or "Flush" or "WriteAllText" or "AppendAllText"
            or "AppendAllLines" or "ExecuteNonQuery"
        && (call.TargetMethod.ContainingType?.Name == "Console"
            || call.TargetMethod.ContainingNamespace?.ToDisplayString() is "System.IO" or "System.Net.Sockets" or "System.Data.Common");
}
