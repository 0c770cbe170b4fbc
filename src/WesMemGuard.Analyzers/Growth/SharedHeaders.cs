using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Headers of a client or of all calls, kept in a member, to which each call adds a value that no other replaces.</summary>
internal static class SharedHeaders
{
    public static IEnumerable<(IInvocationOperation Place, ISymbol Member)> Of(TypeWorld world)
    {
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (Adds(call) && body.Method is { MethodKind: MethodKind.Ordinary } method && !InitContext.Contains(method)
                    && Kept(call) is { } kept && world.Owns(kept.ContainingType) && RunsAgain(world, call, body)
                    && !IsTrimmed(world, kept) && !IsMadeIn(kept, body))
                    yield return (call, kept);
    }

    private static bool Adds(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "Add" => TypeName.Of(call.TargetMethod.ContainingType) is "Grpc.Core.Metadata" or "System.Net.Http.Headers.HttpHeaders"
            && !IsConstant(call),
        "TryAddWithoutValidation" => TypeName.Is(call.TargetMethod.ContainingType, "System.Net.Http.Headers.HttpHeaders")
            && !IsConstant(call),
        _ => false,
    };

    private static bool IsConstant(IInvocationOperation call) =>
        call.Arguments.All(static given => given.Value.ConstantValue.HasValue);

    /// <summary>The member that keeps them: the metadata itself, or the client with its default headers.</summary>
    private static ISymbol? Kept(IInvocationOperation call)
    {
        var receiver = Ops.Reached(call.Instance);
        if (receiver is IPropertyReferenceOperation { Property.Name: "DefaultRequestHeaders", Instance: { } client })
            receiver = Ops.Reached(client);
        else if (!TypeName.Is(receiver?.Type, "Grpc.Core.Metadata"))
            return null;
        return receiver is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation }
            or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }
            ? Ops.Symbol(receiver) : null;
    }

    /// <summary>Each call runs it: it awaits, is given something, or stands in a loop.</summary>
    private static bool RunsAgain(TypeWorld world, IInvocationOperation call, Body body) =>
        body.Method is { IsAsync: true } or { Parameters.Length: > 0 } && !LongLife.SetsUp(body.Member.Name)
            || ContinuousFeeding.IsDriven(world, call, body);

    private static bool IsTrimmed(TypeWorld world, ISymbol member)
    {
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (call.TargetMethod.Name is "Remove" or "RemoveAt" or "Clear" && SymbolEqualityComparer.Default.Equals(Kept(call), member)
                    && TypeName.Of(call.TargetMethod.ContainingType) is "Grpc.Core.Metadata" or "System.Net.Http.Headers.HttpHeaders")
                    return true;
        return false;
    }

    private static bool IsMadeIn(ISymbol member, Body body)
    {
        foreach (var mention in body.Members)
            if (SymbolEqualityComparer.Default.Equals(mention.Member.OriginalDefinition, member)
                && Ops.Parent(mention, out var child) is IAssignmentOperation put && ReferenceEquals(put.Target, child))
                return true;
        return false;
    }
}
