using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Resources that a cache in memory gets and lets go again, when they are too old or too many, without anybody who would release them.
/// </summary>
internal static class EvictedResources
{
    public static bool Contain(IOperation fresh) => Ops.Function(fresh) is IAnonymousFunctionOperation maker
        && Destination.Of(fresh).Kind == DestinationKind.Returned
        && Ops.Taker(maker) is IArgumentOperation { Parent: IInvocationOperation call }
        && call.TargetMethod.Name is "GetOrCreate" or "GetOrCreateAsync"
        && TypeName.Derives(Ops.Receiver(call)?.Type, "Microsoft.Extensions.Caching.Memory.IMemoryCache")
        && Expires(maker) && !maker.Descendants().Any(static part => part is IInvocationOperation
        {
            TargetMethod.Name: "RegisterPostEvictionCallback" or "SetOptions"
        } or IPropertyReferenceOperation { Property.Name: "PostEvictionCallbacks" });

    private static bool Expires(IOperation maker) => maker.Descendants().Any(static part =>
        part is IPropertyReferenceOperation { Property.Name: var limit }
            && limit is "SlidingExpiration" or "AbsoluteExpiration" or "AbsoluteExpirationRelativeToNow"
        || part is IInvocationOperation { TargetMethod.Name: "SetSlidingExpiration" or "SetAbsoluteExpiration" or "AddExpirationToken" });
}
