using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Token sources of a worker that are disposed and never cancelled: the worker waits on and holds its owner.
/// </summary>
internal static class UncancelledWorkers
{
    public static bool WaitOn(TypeWorld world, IObjectCreationOperation source, Body body)
    {
        if (source.Arguments.Length > 0 || Destination.Of(source) is not
            {
                Kind: DestinationKind.Member, Symbol:
                {
                    IsStatic: false,
                    DeclaredAccessibility: Accessibility.Private
                } member
            } || !world.Owns(member.ContainingType))
            return false;
        var disposed = false;
        var read = false;
        foreach (var (mention, place) in world.UsesOf(member))
        {
            var use = Ops.Use(mention);
            if (use is IInvocationOperation { TargetMethod.Name: "Cancel" or "CancelAsync" or "CancelAfter" }
                || RoleReader.In(world).Of(mention, place) == Role.Escape || Cancels(world, place))
                return false;
            disposed |= RoleReader.In(world).Of(mention, place) == Role.Release;
            read |= use is IPropertyReferenceOperation { Property.Name: "Token" };
        }
        return disposed && read && Starts(body);
    }

    /// <summary>A source is cancelled in code that mentions this one, under another name perhaps.</summary>
    private static bool Cancels(TypeWorld world, Body body)
    {
        foreach (var call in body.Calls)
            if (Cancellations.Of(world.Scope).SourceOf(call) is not null
                || call.TargetMethod is
                {
                    Name: "Cancel" or "CancelAsync" or "CancelAfter", ContainingType.Name: "CancellationTokenSource"
                })
                return true;
        return false;
    }

    /// <summary>The code that makes the source starts work beside itself, or keeps its task.</summary>
    private static bool Starts(Body body)
    {
        foreach (var call in body.Calls)
            if (call.TargetMethod is { Name: "Run" or "StartNew", ContainingType.Name: "Task" or "TaskFactory" }
                || (Tasks.IsTask(call.Type)
                    && Destination.Of(call).Kind is DestinationKind.Member or DestinationKind.Dropped
                && call.Parent is not IAwaitOperation))
                return true;
        foreach (var creation in body.Creations)
            if (creation.Type?.Name == "Thread")
                return true;
        return false;
    }
}
