using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Loops that write to a request's response for ever and ask no token: writing to a response whose client has gone fails nowhere, so
/// each client that ever came leaves its loop behind.
/// </summary>
internal static class EndlessResponses
{
    public static IEnumerable<ILoopOperation> Of(Body body)
    {
        var seen = new HashSet<ILoopOperation>();
        foreach (var call in body.Calls)
            if (IsWrite(call) && EndlessLoops.Around(call) is { } loop && seen.Add(loop) && !AsksToken(loop))
                yield return loop;
    }

    /// <summary>On the response itself, on its stream or its pipe.</summary>
    private static bool IsWrite(IInvocationOperation call)
    {
        if (!call.TargetMethod.Name.StartsWith("Write", StringComparison.Ordinal)
            && !call.TargetMethod.Name.StartsWith("Flush", StringComparison.Ordinal))
            return false;
        var receiver = Ops.Receiver(call);
        if (receiver is IPropertyReferenceOperation { Property.Name: "Body" or "BodyWriter", Instance: { } response })
            receiver = Ops.Reached(response);
        return TypeName.Is(receiver?.Type, "Microsoft.AspNetCore.Http.HttpResponse");
    }

    private static bool AsksToken(ILoopOperation loop)
    {
        foreach (var operation in loop.Descendants())
            if (operation.Type is { Name: "CancellationToken" or "CancellationTokenSource" } && !Ops.IsNoToken(operation))
                return true;
        return false;
    }
}
