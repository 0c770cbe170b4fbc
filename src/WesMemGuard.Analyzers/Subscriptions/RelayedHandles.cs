using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>
/// Methods of the program that return the handle of a registration which they make with something that they are given.
/// </summary>
internal static class RelayedHandles
{
    /// <summary>What the call registers with: the argument that the method's own registration begins from; null: none.</summary>
    public static IOperation? Source(TypeWorld world, IInvocationOperation call)
    {
        if (TypeName.Of(Tasks.Result(call.Type)) is not ("System.IDisposable" or "System.Threading.CancellationTokenRegistration")
            || call.TargetMethod.DeclaringSyntaxReferences.IsEmpty || call.TargetMethod.IsVirtual || call.TargetMethod.IsAbstract
            || ForeignCode.Of(world.Scope).BodyOf(call.TargetMethod) is not { } code)
            return null;
        IParameterSymbol? given = null;
        foreach (var operation in code.Root.Descendants())
            if (operation is IReturnOperation { ReturnedValue: { } answer } && Ops.Function(operation) is null)
            {
                if (Ops.Core(answer) is not IInvocationOperation made || !Registrars.Contains(made)
                    || Ops.Symbol(Registrars.Source(made)) is not IParameterSymbol parameter)
                    return null;
                given = parameter;
            }
        return given is null ? null : Ops.Bare(Argument(call, given.Ordinal));
    }

    /// <summary>
    /// What a dropped call of a package that isn't there subscribes to: a sequence of others that the compiler knows as one.
    /// </summary>
    public static IOperation? UnboundSource(IOperation unbound)
    {
        if (unbound.Syntax is not InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Subscribe", Expression: var receiver },
                Parent: ExpressionStatementSyntax
            })
            return null;
        foreach (var child in unbound.DescendantsAndSelf())
            if (child.Syntax == receiver && TypeName.Is(child.Type, "System.IObservable"))
                return child;
        return null;
    }

    private static IOperation? Argument(IInvocationOperation call, int ordinal) =>
        call.TargetMethod.ReducedFrom is null ? Ops.ArgumentAt(call, ordinal) : ordinal == 0 ? call.Instance
            : Ops.ArgumentAt(call, ordinal - 1);
}
