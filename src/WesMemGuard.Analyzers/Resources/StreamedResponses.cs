using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Resources;

/// <summary>Calls that return an open connection.</summary>
internal static class StreamedResponses
{
    public static bool Opens(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (TypeName.Is(argument.Parameter?.Type, "System.Net.Http.HttpCompletionOption"))
                return MayBeHeadersRead(argument.Value) && !call.TargetMethod.ReturnsVoid;
        if (call.TargetMethod.Name is "GetResponse" or "GetResponseAsync"
            && TypeName.Derives(call.TargetMethod.ContainingType, "System.Net.WebRequest"))
            return true;
        return call.TargetMethod.Name == "GetStreamAsync"
            && TypeName.Derives(call.TargetMethod.ContainingType, "System.Net.Http.HttpClient");
    }

    /// <summary>Said so, or chosen under a condition, at once or in a local.</summary>
    private static bool MayBeHeadersRead(IOperation? option) => Ops.Bare(option) switch
    {
        IFieldReferenceOperation { Field.Name: "ResponseHeadersRead" } or { ConstantValue: { HasValue: true, Value: 1 } } => true,
        IConditionalOperation choice => MayBeHeadersRead(choice.WhenTrue) || MayBeHeadersRead(choice.WhenFalse),
        ILocalReferenceOperation local => Locals.Initial(local.Local, Ops.FunctionRoot(local)) is { } value
            && Ops.Bare(value) is not ILocalReferenceOperation && MayBeHeadersRead(value),
        _ => false,
    };
}
