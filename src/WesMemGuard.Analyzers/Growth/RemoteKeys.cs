using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Keys and items that come from outside the program: of a request, or of the answer to a call.</summary>
internal static class RemoteKeys
{
    private static readonly HashSet<string> Requests = new(StringComparer.Ordinal)
    {
        "Microsoft.AspNetCore.Http.HttpContext", "Microsoft.AspNetCore.Http.HttpRequest", "Microsoft.AspNetCore.Http.ConnectionInfo",
        "Grpc.Core.ServerCallContext", "Microsoft.AspNetCore.SignalR.HubCallerContext",
        "Microsoft.AspNetCore.Connections.ConnectionContext",
    };

    /// <summary>A text or number read out of what a peer has asked.</summary>
    public static bool AreOfRequest(CollectionUse growth)
    {
        foreach (var operation in Sources(growth.Key ?? growth.Value, growth.Body))
            if (operation is IPropertyReferenceOperation { Instance: { } asked } && Requests.Contains(TypeName.Of(Ops.Bare(asked)?.Type)))
                return true;
        return false;
    }

    /// <summary>A peer chose the key: it was awaited, as the answer to this very call.</summary>
    public static bool AreAnswered(CollectionUse growth)
    {
        if (growth.Body.Method is not { IsAsync: true } || growth.Key is null
            || BoundedKeys.DescribesCode(Ops.Bare(growth.Key)?.Type))
            return false;
        foreach (var operation in Sources(growth.Key, growth.Body))
            if (operation is IAwaitOperation wait && Ops.Core(wait) is IInvocationOperation)
                return true;
        return false;
    }

    /// <summary>The operations that a value is made of, by way of the locals that it names.</summary>
    private static IEnumerable<IOperation> Sources(IOperation? value, Body body)
    {
        const int MostLocals = 6;
        var open = new Queue<IOperation>();
        var known = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        if (value is not null)
            open.Enqueue(value);
        while (open.Count > 0)
            foreach (var operation in open.Dequeue().DescendantsAndSelf())
            {
                yield return operation;
                if (operation is ILocalReferenceOperation { Local: var local } && known.Count < MostLocals && known.Add(local)
                    && body.InitialOf(local) is { } initial)
                    open.Enqueue(initial);
            }
    }
}
