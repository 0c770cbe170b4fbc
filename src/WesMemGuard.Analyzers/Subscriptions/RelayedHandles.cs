using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>
/// Methods of the program that answer with the handle of a registration which they make with something that they are given.
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

    private static IOperation? Argument(IInvocationOperation call, int ordinal) =>
        call.TargetMethod.ReducedFrom is null ? Ops.ArgumentAt(call, ordinal) : ordinal == 0 ? call.Instance
            : Ops.ArgumentAt(call, ordinal - 1);
}
