using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Activities that each turn of an endless loop starts and none stops: each is the parent of the next, and holds all before it.
/// </summary>
internal static class OpenActivities
{
    public static IEnumerable<IInvocationOperation> Of(TypeWorld world, Body body)
    {
        foreach (var call in body.Calls)
            if (Starts(call) && EndlessLoops.Around(call) is not null && Fates.Of(world, call, body) is Fate.Dropped or Fate.NeverReleased)
                yield return call;
    }

    private static bool Starts(IInvocationOperation call) => TypeName.Of(call.TargetMethod.ContainingType) switch
    {
        "System.Diagnostics.ActivitySource" => call.TargetMethod.Name == "StartActivity",
        "System.Diagnostics.Activity" => call.TargetMethod.Name == "Start" && Ops.Bare(call.Instance) is IObjectCreationOperation,
        _ => false,
    };
}
