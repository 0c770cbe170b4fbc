using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>Tasks of other objects that end when those do.</summary>
internal static class LastingTasks
{
    /// <summary>
    /// A continuation on the task of a completion source that another object keeps for its life, an object that was there before
    /// the call; or on the end of a channel or block.
    /// </summary>
    public static bool AreContinued(TypeWorld world, IInvocationOperation call, Body body)
    {
        if (body.Method is not { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 } method || InitContext.Contains(method)
            || CleanUp.Is(body) || CollectionGrowth.RunsOnce(world, method)
            || Ops.Reached(call.Instance) is not IPropertyReferenceOperation { Instance: { } owner } task
            || Ops.Reached(owner) is IInstanceReferenceOperation)
            return false;
        return (IsEndOfQueue(task) || IsKeptSource(world, task))
            && Publishers.OriginOf(world, owner, body) is Origin.Injected or Origin.Static;
    }

    /// <summary>
    /// Work that a call starts and leaves, which waits without a token for something of an object that was there before.
    /// </summary>
    public static IOperation? AwaitedAside(TypeWorld world, IInvocationOperation call, Body body)
    {
        if (!Tasks.IsTask(call.Type) || Destination.Of(call).Kind != DestinationKind.Dropped
            || body.Method is not { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 } method || InitContext.Contains(method)
            || CollectionGrowth.RunsOnce(world, method) || world.BodyOf(call.TargetMethod) is not { } work || ReferenceEquals(work, body))
            return null;
        foreach (var operation in work.Root.Descendants())
            if (operation is IAwaitOperation { Operation: var awaited } && Ops.Function(operation) is null
                && IsLasting(world, awaited, work))
                return call;
        return null;
    }

    private static bool IsLasting(TypeWorld world, IOperation awaited, Body work) => Ops.Core(awaited) switch
    {
        IPropertyReferenceOperation { Instance: { } owner } task => IsKeptSource(world, task)
            && Publishers.OriginOf(world, owner, work) is Origin.Injected or Origin.Static,
        IInvocationOperation { TargetMethod.Name: "WaitForStateChangedAsync" } wait =>
            TypeName.Derives(wait.TargetMethod.ContainingType, "Grpc.Core.ChannelBase")
            && Tokens.LifeOf(Tokens.ArgumentOf(wait), work) == TokenLife.None,
        _ => false,
    };

    private static bool IsEndOfQueue(IPropertyReferenceOperation task) => task.Property.Name == "Completion"
        && (TypeName.Is(task.Property.ContainingType, "System.Threading.Channels.ChannelReader")
            || TypeName.Derives(task.Property.ContainingType, "System.Threading.Tasks.Dataflow.IDataflowBlock"));

    /// <summary>The getter returns the task of a source that is made with its object and never replaced.</summary>
    private static bool IsKeptSource(TypeWorld world, IPropertyReferenceOperation task)
    {
        if (task.Property.GetMethod is not { } getter || ForeignCode.Of(world.Scope).BodyOf(getter) is not { } code)
            return false;
        foreach (var operation in code.Root.Descendants())
            if (operation is IReturnOperation { ReturnedValue: { } answer })
                return Ops.Bare(answer) is IPropertyReferenceOperation { Property.Name: "Task", Instance: { } source }
                    && Ops.Reached(source) is IFieldReferenceOperation
                    {
                        Field: { IsReadOnly: true, Type.Name: "TaskCompletionSource" }, Instance: IInstanceReferenceOperation
                    };
        return false;
    }
}
