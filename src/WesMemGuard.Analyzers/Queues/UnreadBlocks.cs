using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Queues;

/// <summary>Dataflow blocks that are posted to, and whose results nothing takes: all of them stay in the block.</summary>
internal static class UnreadBlocks
{
    private static readonly HashSet<string> Reads = new(StringComparer.Ordinal)
    {
        "LinkTo", "Receive", "ReceiveAsync", "TryReceive", "TryReceiveAll", "ReceiveAllAsync", "OutputAvailableAsync", "AsObservable",
    };

    public static bool Contain(TypeWorld world, IObjectCreationOperation creation, ISymbol home)
    {
        if (creation.Type?.Name is not ("TransformBlock" or "TransformManyBlock" or "BufferBlock")
            || home.DeclaredAccessibility != Accessibility.Private)
            return false;
        var fed = false;
        foreach (var (mention, _) in world.UsesOf(home))
        {
            var use = Ops.Use(mention);
            if (use is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } extension })
                use = extension;
            if (use is IInvocationOperation { TargetMethod.Name: var name })
            {
                if (Reads.Contains(name))
                    return false;
                fed |= name is "Post" or "SendAsync";
            }
            else if (use is not (IMemberReferenceOperation or IAssignmentOperation)
                || (use is IAssignmentOperation put && Ops.Contains(put.Value, mention)))
                return false;
        }
        return fed;
    }
}
