using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Calls that return what a function beside them returns: a local function, or the lambda that a retry or a Task.Run is
/// given.
/// </summary>
internal static class PassedFunctions
{
    private const string Task = "System.Threading.Tasks.Task";

    /// <summary>The local function, lambda or method group; null: the call returns something of its own.</summary>
    public static IOperation? CodeOf(CompilationScope scope, IInvocationOperation call)
    {
        if (call.TargetMethod.MethodKind == MethodKind.LocalFunction)
            return LocalFunction(call);
        foreach (var argument in call.Arguments)
            if (Ops.Bare(argument.Value) is IDelegateCreationOperation { Target: var function } && argument.Parameter is { } parameter
                && IsResultOf(parameter.OriginalDefinition) && Runs(scope, call.TargetMethod, parameter))
                return function;
        return null;
    }

    /// <summary>The function's own code.</summary>
    public static Body? Body(IOperation function)
    {
        var (symbol, root) = function switch
        {
            IAnonymousFunctionOperation lambda => (lambda.Symbol, lambda.Body),
            ILocalFunctionOperation local => (local.Symbol, local.Body),
            _ => (null, null),
        };
        if (symbol is null || root is null)
            return null;
        var body = new Body(symbol, root);
        body.Read();
        return body;
    }

    private static IOperation? LocalFunction(IInvocationOperation call)
    {
        IOperation root = call;
        while (root.Parent is { } parent)
            root = parent;
        foreach (var operation in root.Descendants())
            if (operation is ILocalFunctionOperation local
                && SymbolEqualityComparer.Default.Equals(local.Symbol, call.TargetMethod.OriginalDefinition))
                return local;
        return null;
    }

    /// <summary>The method's result is of the type that the function returns, whichever that is.</summary>
    private static bool IsResultOf(IParameterSymbol parameter) =>
        parameter is { ContainingSymbol: IMethodSymbol method, Type: INamedTypeSymbol { DelegateInvokeMethod: { } invoke } }
        && Tasks.Result(method.ReturnType) is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } result
        && SymbolEqualityComparer.Default.Equals(Tasks.Result(invoke.ReturnType), result);

    /// <summary>It keeps nothing: Task.Run, a policy of Polly, or a method whose every answer is a call of the function.</summary>
    private static bool Runs(CompilationScope scope, IMethodSymbol method, IParameterSymbol parameter)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty)
            return (method.Name == "Run" && TypeName.Is(method.ContainingType, Task))
                || (method.Name is "Execute" or "ExecuteAsync"
                    && TypeName.Of(method.ContainingType).StartsWith("Polly.", StringComparison.Ordinal));
        if (ForeignCode.Of(scope).BodyOf(method) is not { Method: { } own } body)
            return false;
        var any = false;
        foreach (var operation in body.Root.Descendants())
            if (operation is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } answer } && Ops.Function(operation) is null)
            {
                if (Ops.Core(answer) is not IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } run
                    || !SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Reached(run.Instance)), own.Parameters[parameter.Ordinal]))
                    return false;
                any = true;
            }
        return any;
    }
}
