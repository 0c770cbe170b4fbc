using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Hosting;

namespace WesMemGuard.Analyzers.Queues;

/// <summary>Queues that are no channel: one member puts in at its callers' pace, another takes out, and neither asks how many there are.</summary>
internal static class PlainQueues
{
    /// <summary>The use that feeds it; null when something bounds it, or when one member does both.</summary>
    public static CollectionUse? Feed(TypeWorld world, Growing queue)
    {
        if (queue.Type.Name is not ("ConcurrentQueue" or "Queue" or "PriorityQueue") || queue.Any(UseKind.BoundCheck) || queue.Any(UseKind.Escape) || queue.Any(UseKind.Replace))
            return null;
        foreach (var use in queue.Uses)
            if (use.Kind == UseKind.Grow && IsShared(queue, use) && (RemoteSources.IsEntryPoint(use.Body) || RemoteSources.Drives(world, use.Place, use.Body)) && IsTakenElsewhere(queue, use))
                return use;
        return null;
    }

    private static bool IsShared(Growing queue, CollectionUse growth) => queue.Type.Name == "ConcurrentQueue" || Ops.Ancestor<ILockOperation>(growth.Place) is not null;

    private static bool IsTakenElsewhere(Growing queue, CollectionUse growth)
    {
        var taken = false;
        foreach (var use in queue.Uses)
        {
            if (use.Kind != UseKind.Shrink || use.Place is not IInvocationOperation { TargetMethod.Name: "TryDequeue" or "Dequeue" })
                continue;
            if (ReferenceEquals(use.Body, growth.Body))
                return false;
            taken |= !CleanUp.IsName(use.Body.Member.Name);
        }
        return taken;
    }
}
