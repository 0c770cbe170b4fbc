using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Resources;

/// <summary>Calls that answer with an open connection.</summary>
internal static class StreamedResponses
{
    public static bool Opens(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (TypeName.Is(argument.Parameter?.Type, "System.Net.Http.HttpCompletionOption"))
                return IsHeadersRead(argument) && !call.TargetMethod.ReturnsVoid;
        if (call.TargetMethod.Name is "GetResponse" or "GetResponseAsync"
            && TypeName.Derives(call.TargetMethod.ContainingType, "System.Net.WebRequest"))
            return true;
        return call.TargetMethod.Name == "GetStreamAsync"
            && TypeName.Derives(call.TargetMethod.ContainingType, "System.Net.Http.HttpClient");
    }

    private static bool IsHeadersRead(IArgumentOperation argument) =>
        Ops.Bare(argument.Value) is IFieldReferenceOperation { Field.Name: "ResponseHeadersRead" }
            || argument.Value.ConstantValue is { HasValue: true, Value: 1 };
}
