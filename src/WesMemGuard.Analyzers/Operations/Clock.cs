using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>What tells the time.</summary>
internal static class Clock
{
    /// <summary>The date and time of now.</summary>
    public static bool IsNow(IOperation? operation) => operation switch
    {
        IPropertyReferenceOperation { Property: var asked } =>
            asked is { Name: "UtcNow" or "Now", ContainingType.Name: "DateTime" or "DateTimeOffset" },
        IInvocationOperation { TargetMethod: var called } => called is { Name: "GetUtcNow", ContainingType.Name: "TimeProvider" },
        _ => false,
    };

    /// <summary>A count that goes on with the time.</summary>
    public static bool IsTicks(IOperation? operation) => operation switch
    {
        IPropertyReferenceOperation { Property: var asked } => asked is { Name: "TickCount64", ContainingType.Name: "Environment" },
        IInvocationOperation { TargetMethod: var called } =>
            called is { Name: "GetTimestamp", ContainingType.Name: "TimeProvider" or "Stopwatch" },
        _ => false,
    };
}
