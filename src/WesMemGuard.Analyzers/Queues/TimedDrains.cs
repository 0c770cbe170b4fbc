using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Queues;

/// <summary>
/// Queues of which each tick of a timer takes out all that is there and waits for nothing meanwhile: a failed tick is followed by the
/// next. A loop of a task is none: what fails in it ends it.
/// </summary>
internal static class TimedDrains
{
    private const int MostHops = 2;

    public static bool Empty(TypeWorld world, TrackedCollection queue) => queue.Uses.Exists(use => use.Kind == UseKind.Shrink
        && Ops.Loop(use.Place) is { } loop && !SlowReaders.Waits(world, loop.Body, use.Place)
        && (IsOfTimer(use.Place) || IsOfTimer(world, use.Body, 0)));

    /// <summary>Within the function that a timer is given.</summary>
    private static bool IsOfTimer(IOperation place) => Ops.Function(place) is IAnonymousFunctionOperation tick
        && Ops.Taker(tick) is IArgumentOperation { Parent: IObjectCreationOperation timer } && Timers.IsPeriodic(timer);

    private static bool IsOfTimer(TypeWorld world, Body body, int hops)
    {
        if (body.Method is not { } method || hops > MostHops)
            return false;
        foreach (var other in world.Bodies)
            foreach (var timer in other.Creations)
                if (Timers.IsPeriodic(timer) && timer.Arguments.Length > 0 && timer.Arguments[0].Value.DescendantsAndSelf().Any(part =>
                    part is IMethodReferenceOperation { Method: var tick } && Is(tick) || part is IInvocationOperation call
                        && Is(call.TargetMethod)))
                    return true;
        foreach (var (call, caller) in world.CallersOf(method))
            if (Ops.Function(call) is null && IsOfTimer(world, caller, hops + 1))
                return true;
        return false;

        bool Is(IMethodSymbol called) => SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, method.OriginalDefinition);
    }
}
