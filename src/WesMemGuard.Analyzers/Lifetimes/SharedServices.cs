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

    /// <summary>
    /// Static code that is given a container registers with the program's end, and the call-back holds nothing but what the
    /// container returned: it stays as long anyway.
    /// </summary>
    public static bool HoldsNothingElse(IInvocationOperation call, Body body)
    {
        if (body.Method is not { IsStatic: true } method || !method.Parameters.Any(IsContainer)
            || Ops.Receiver(call) is not IPropertyReferenceOperation token
            || !token.Property.ContainingType.Name.EndsWith("ApplicationLifetime", StringComparison.Ordinal))
            return false;
        foreach (var argument in call.Arguments)
            foreach (var operation in argument.Descendants())
                if (operation is IParameterReferenceOperation { Parameter: var given } && !IsOwn(given, argument) && !IsContainer(given)
                    || operation is ILocalReferenceOperation local && Ops.Function(local) is not null
                        && Locals.Initial(local, body) is var made && !IsAnswer(made))
                    return false;
        return true;
    }

    private static bool IsOwn(IParameterSymbol parameter, IOperation argument) =>
        argument.Syntax.Span.Contains(parameter.Locations[0].SourceSpan);

    private static bool IsContainer(IParameterSymbol parameter) => TypeName.Is(parameter.Type, "System.IServiceProvider");

    private static bool IsAnswer(IOperation? made) => Ops.Bare(made) is IInvocationOperation asked
        && Ops.Receiver(asked) is IParameterReferenceOperation { Parameter: var container } && IsContainer(container);

    private static bool Registers(IOperation argument) => argument.Parent is IInvocationOperation
    {
        TargetMethod.Name: "AddSingleton" or "TryAddSingleton" or "AddKeyedSingleton" or "TryAddKeyedSingleton"
    };
}
