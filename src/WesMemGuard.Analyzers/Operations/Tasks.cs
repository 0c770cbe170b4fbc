using Microsoft.CodeAnalysis;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>Tasks and what they end with.</summary>
internal static class Tasks
{
    public static bool IsTask(ITypeSymbol? type) => type?.Name is "Task" or "ValueTask";

    /// <summary>The result's type of a task or ValueTask; any other type as it is.</summary>
    public static ITypeSymbol? Result(ITypeSymbol? type) =>
        type is INamedTypeSymbol
        {
            Name: "Task" or "ValueTask" or "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable",
            TypeArguments: { Length: 1 } arguments
        } ? arguments[0] : type;
}
