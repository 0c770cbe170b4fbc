using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>Objects that are registered as a singleton: by themselves, or as what a factory makes.</summary>
internal static class SharedServices
{
    public static bool Contains(IOperation creation)
    {
        var destination = Destination.Of(creation);
        var argument = destination.Kind == DestinationKind.Argument ? destination.Place : destination.Kind == DestinationKind.Returned
            && Ops.Function(creation) is { } factory ? Ops.Ancestor<IArgumentOperation>(factory) : null;
        return argument is not null && Registers(argument);
    }

    /// <summary>The code of a function that makes a singleton: it runs once.</summary>
    public static bool Makes(IOperation code) =>
        Ops.Function(code) is IAnonymousFunctionOperation factory && Ops.Taker(factory) is IArgumentOperation argument
        && Registers(argument);

    private static bool Registers(IOperation argument) => argument.Parent is IInvocationOperation
    {
        TargetMethod.Name: "AddSingleton" or "TryAddSingleton" or "AddKeyedSingleton" or "TryAddKeyedSingleton"
    };
}
