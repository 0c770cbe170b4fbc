using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>A pipe's client handle of which the parent keeps its copy.</summary>
internal static class PipeHandles
{
    public static bool KeepCopy(TypeWorld world, IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "GetClientHandleAsString"
            || !TypeName.Is(call.TargetMethod.ContainingType, "System.IO.Pipes.AnonymousPipeServerStream"))
            return false;
        foreach (var body in world.Bodies)
            foreach (var other in body.Calls)
                if (other.TargetMethod.Name == "DisposeLocalCopyOfClientHandle")
                    return false;
        return true;
    }
}
