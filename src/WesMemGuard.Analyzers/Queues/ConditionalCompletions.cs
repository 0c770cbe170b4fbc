using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Ownership;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Queues;

/// <summary>
/// Channels and dataflow blocks kept in a member that are completed only while a connection is in a good state.
/// </summary>
internal static class ConditionalCompletions
{
    /// <summary>The completions of members of which every completion stands behind such a question.</summary>
    public static IEnumerable<IInvocationOperation> Of(TypeWorld world)
    {
        var completions = new Dictionary<ISymbol, List<IInvocationOperation>>(SymbolEqualityComparer.Default);
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (IsCompletion(call) && Completed(call) is { } member && world.Owns(member.ContainingType))
                    (completions.TryGetValue(member, out var known) ? known : completions[member] = []).Add(call);
        foreach (var pair in completions)
            if (pair.Value.TrueForAll(call => IsBehindState(world, call, pair.Key)))
                foreach (var call in pair.Value)
                    yield return call;
    }

    public static bool IsCompletion(IInvocationOperation call) =>
        call.TargetMethod.Name is "Complete" or "TryComplete"
        && (TypeName.Is(call.TargetMethod.ContainingType, "System.Threading.Channels.ChannelWriter")
            || TypeName.Derives(call.TargetMethod.ContainingType, "System.Threading.Tasks.Dataflow.IDataflowBlock"));

    /// <summary>The private field that keeps what a call completes.</summary>
    private static ISymbol? Completed(IInvocationOperation call)
    {
        var reached = Ops.Reached(call.Instance);
        if (reached is IPropertyReferenceOperation { Property.Name: "Writer", Instance: { } channel })
            reached = Ops.Reached(channel);
        return reached is IFieldReferenceOperation { Field: { DeclaredAccessibility: Accessibility.Private } field }
            ? field.OriginalDefinition : null;
    }

    private static bool IsBehindState(TypeWorld world, IOperation completion, ISymbol completed)
    {
        var child = completion;
        for (var current = completion.Parent; current is not null; child = current, current = current.Parent)
            if (current is IConditionalOperation branch && !ReferenceEquals(branch.Condition, child)
                && !Completes(Other(branch, child), completed) && AsksConnection(world, branch.Condition))
                return true;
        return false;
    }

    private static IOperation? Other(IConditionalOperation branch,
        IOperation taken) => ReferenceEquals(branch.WhenTrue, taken)
        ? branch.WhenFalse : branch.WhenTrue;

    private static bool Completes(IOperation? code, ISymbol completed)
    {
        if (code is not null)
            foreach (var operation in code.DescendantsAndSelf())
                if (operation is IInvocationOperation call && IsCompletion(call)
                    && SymbolEqualityComparer.Default.Equals(Completed(call), completed))
                    return true;
        return false;
    }

    /// <summary>A property of a socket or another connection that the object holds.</summary>
    private static bool AsksConnection(TypeWorld world, IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
            if (operation is IPropertyReferenceOperation { Instance: { } asked }
                && Ops.Reached(asked) is IMemberReferenceOperation or IParameterReferenceOperation
                && (Sockets.Contains(asked.Type) || OwnDisposables.Hold(asked.Type, world.Scope)))
                return true;
        return false;
    }
}
