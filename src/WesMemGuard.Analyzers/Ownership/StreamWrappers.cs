using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>Streams, readers and writers of the runtime over something that they are given, which they end with themselves.</summary>
internal static class StreamWrappers
{
    public static bool IsOne(IObjectCreationOperation creation) => TypeName.Of(creation.Type) is var name
        && (name.StartsWith("System.IO.", StringComparison.Ordinal)
            || name is "System.Net.Sockets.NetworkStream" or "System.Net.Security.SslStream");

    /// <summary>It is told to leave open what it is given, or does so unless it is told otherwise.</summary>
    public static bool LeavesOpen(IObjectCreationOperation creation)
    {
        if (creation.Type?.Name == "NetworkStream")
            return Ops.Argument(creation.Arguments, "ownsSocket")?.ConstantValue is not { HasValue: true, Value: true };
        return (Ops.Argument(creation.Arguments, "leaveOpen") ?? Ops.Argument(creation.Arguments, "leaveInnerStreamOpen"))
            ?.ConstantValue is { HasValue: true, Value: true };
    }
}
