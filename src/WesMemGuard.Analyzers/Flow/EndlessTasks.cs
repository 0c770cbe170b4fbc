using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Flow;

/// <summary>
/// Tasks that end only when their owner does: kept in a member and named so, or the task of a kept completion source.
/// </summary>
internal static class EndlessTasks
{
    private static readonly string[] Ends = ["Completion", "Closed", "Stopped", "Shutdown", "Termination", "Terminated", "Disconnected",
        "Disposed", "Exited", "Ended"];

    /// <summary>A continuation on such a task, added by code that runs for each caller.</summary>
    public static bool Continues(IInvocationOperation call, Body body) =>
        body.Method is { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 } && !InitContext.Contains(body.Member)
            && !CleanUp.Is(body) && IsEndless(Ops.Reached(call.Instance));

    private static bool IsEndless(IOperation? task) => task switch
    {
        IPropertyReferenceOperation
        {
            Property.Name: "Task",
            Instance: { } source
        } => Ops.Reached(source) is IFieldReferenceOperation { Field: var field }
            && field.Type.Name == "TaskCompletionSource" && IsNamedSo(field.Name),
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation } field => IsNamedSo(field.Field.Name),
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } property =>
            IsNamedSo(property.Property.Name),
        _ => false,
    };

    private static bool IsNamedSo(string name)
    {
        foreach (var end in Ends)
            if (name.EndsWith(end, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
