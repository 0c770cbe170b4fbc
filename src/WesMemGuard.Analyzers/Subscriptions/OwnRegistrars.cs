using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>
/// Contracts of this program and of packages that take a function to be called later and return what ends it:
/// the answer is a bare disposable, which says nothing but that.
/// </summary>
internal static class OwnRegistrars
{
    /// <summary>
    /// Done for each call: the function holds something of the call, and who is told it was there before and stays.
    /// </summary>
    public static bool Contains(TypeWorld world, IInvocationOperation call, Body body)
    {
        if (TypeName.Of(Tasks.Result(call.Type)) is not ("System.IDisposable" or "System.IAsyncDisposable")
            || Ops.Function(call) is not null || !(IsContract(call.TargetMethod) || Keeps(world, call.TargetMethod))
            || body.Method is not { } method || !IsOfCall(world, method)
            || Publishers.OriginOf(world, Ops.Receiver(call), body) is not (Origin.Injected or Origin.Static))
            return false;
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Type is INamedTypeSymbol { DelegateInvokeMethod: { Parameters.Length: > 0 } invoke }
                && (invoke.ReturnsVoid || invoke.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 0 })
                && HoldsCall(argument.Value, method))
                return true;
        return false;
    }

    /// <summary>A method that is given something, or the constructor of objects that calls make.</summary>
    private static bool IsOfCall(TypeWorld world, IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.Ordinary => method.Parameters.Length > 0,
        MethodKind.Constructor => ObjectCreations.Of(world.Scope).AreOfCalls(method.ContainingType),
        _ => false,
    };

    /// <summary>Its code puts something into a member: a list of subscribers, a changed copy of it, an event.</summary>
    private static bool Keeps(TypeWorld world, IMethodSymbol method) => ForeignCode.Of(world.Scope).BodyOf(method) is { } code
        && (code.Subscriptions.Exists(static subscription => subscription.Adds)
            || code.Calls.Exists(static put => put.TargetMethod.ContainingType?.Name == "ImmutableInterlocked"
                || (MethodNames.Effect(put.TargetMethod.Name) == UseKind.Grow
                    && Ops.Receiver(put) is IFieldReferenceOperation { Instance: IInstanceReferenceOperation })));

    /// <summary>Its code is not at hand, and it is none of the runtime's.</summary>
    private static bool IsContract(IMethodSymbol method)
    {
        if (!method.DeclaringSyntaxReferences.IsEmpty)
            return method.IsAbstract;
        var space = method.ContainingNamespace?.ToDisplayString() ?? "";
        return !space.StartsWith("System", StringComparison.Ordinal) && !space.StartsWith("Microsoft", StringComparison.Ordinal);
    }

    /// <summary>A lambda that takes a parameter or a local of this method with it.</summary>
    private static bool HoldsCall(IOperation given, IMethodSymbol method)
    {
        if (Ops.Bare(given) is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda })
            return false;
        foreach (var operation in lambda.Body.Descendants())
            if (operation is IInstanceReferenceOperation && method.MethodKind == MethodKind.Constructor)
                return true;
            else if (Ops.Symbol(operation) is (ILocalSymbol or IParameterSymbol) and { ContainingSymbol: var owner }
                && SymbolEqualityComparer.Default.Equals(owner, method))
                return true;
        return false;
    }
}
