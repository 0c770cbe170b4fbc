using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// What calls and creations make that didn't bind, because an argument or their own type is unknown: read from their
/// syntax.
/// </summary>
internal static class UnboundCalls
{
    public static Fresh Made(IOperation operation) => operation is not IInvalidOperation ? Fresh.None : operation.Syntax switch
    {
        InvocationExpressionSyntax call => OfCall(call),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } when TypeName.Is(operation.Type,
            Tokens.SourceType) => Fresh.Source,
        _ => Fresh.None,
    };

    /// <summary>
    /// A streaming call of a gRPC client that isn't there: what it returns is read and written as one.
    /// </summary>
    public static bool IsStreaming(IOperation operation, ISymbol local, Body body)
    {
        if (operation is not IInvalidOperation { Syntax: InvocationExpressionSyntax })
            return false;
        var streams = false;
        foreach (var mention in body.ReferencesTo(local))
            if (mention.Syntax.Parent is MemberAccessExpressionSyntax access && access.Expression == mention.Syntax)
            {
                if (access is { Name.Identifier.ValueText: "Dispose", Parent: not InvocationExpressionSyntax })
                    return false; // its end is handed on, as an interceptor does
                streams |= access.Name.Identifier.ValueText is "ResponseStream" or "RequestStream";
            }
        return streams;
    }

    /// <summary>Only the stream of such a call is kept or read: nobody can dispose the call.</summary>
    public static bool IsReadAtOnce(IOperation operation) =>
        operation is IInvalidOperation { Syntax: InvocationExpressionSyntax { Parent: MemberAccessExpressionSyntax access } }
        && access.Name.Identifier.ValueText is "ResponseStream" or "RequestStream"
        && operation.Syntax == access.Expression && !IsGivenToken((InvocationExpressionSyntax)operation.Syntax);

    private static bool IsGivenToken(InvocationExpressionSyntax call) => call.ArgumentList.Arguments.Any(static argument =>
        argument.NameColon?.Name.Identifier.ValueText == "cancellationToken");

    private static Fresh OfCall(InvocationExpressionSyntax call) => LastName.Of(call.Expression) switch
    {
        "CreateLinkedTokenSource" => Fresh.Source,
        "GetAsync" or "SendAsync" when HasHeadersRead(call) => Fresh.Response,
        "ForAddress" when call.Expression is MemberAccessExpressionSyntax { Expression: var owner }
            && LastName.Of(owner) == "GrpcChannel" => Fresh.Resource,
        "CreateScope" or "CreateAsyncScope" when call.ArgumentList.Arguments.Count == 0 => Fresh.Resource,
        _ => Fresh.None,
    };

    private static bool HasHeadersRead(InvocationExpressionSyntax call)
    {
        foreach (var argument in call.ArgumentList.Arguments)
            if (LastName.Of(argument.Expression) == "ResponseHeadersRead")
                return true;
        return false;
    }
}
