using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Queues;

/// <summary>Writes that nobody waits for, into a bounded channel or block that makes writers wait: they queue up before it.</summary>
internal static class UnawaitedWrites
{
    public static bool Contain(TypeWorld world, IInvocationOperation call)
    {
        if (Destination.Of(call).Kind != DestinationKind.Dropped || IsWaitedFor(call))
            return false;
        if (call.TargetMethod.Name == "SendAsync")
            return TypeName.Is(call.TargetMethod.ContainingType, "System.Threading.Tasks.Dataflow.DataflowBlock");
        return call.TargetMethod.Name == "WriteAsync"
            && TypeName.Is(call.TargetMethod.ContainingType, "System.Threading.Channels.ChannelWriter")
            && ChannelPlaces.In(world).Exists(channel => !channel.IsUnbounded && !Drops(channel.Creation)
                && channel.Writes.Exists(write => ReferenceEquals(write.Call, call)));
    }

    private static bool IsWaitedFor(IOperation write)
    {
        var use = Ops.Parent(write, out _);
        while (use is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "GetAwaiter" } same)
            use = Ops.Parent(same, out _);
        return use is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "GetResult" or "Wait" };
    }

    /// <summary>Its options say that it throws something away when it is full.</summary>
    private static bool Drops(IInvocationOperation creation)
    {
        foreach (var operation in creation.Descendants())
            if (operation is IFieldReferenceOperation { Field: { ContainingType.Name: "BoundedChannelFullMode", Name: not "Wait" } })
                return true;
        return creation.Arguments.Length == 0 || creation.Arguments[0].Value is not (ILiteralOperation or IObjectCreationOperation
            or IConversionOperation or IFieldReferenceOperation { Field.IsConst: true });
    }
}
