using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Subscriptions;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>Entries of a map that an update puts another one in the place of.</summary>
internal static class ReplacedEntries
{
    /// <summary>The handle that a subscription returns, kept as what it is to everybody: a disposable.</summary>
    public static bool IsHandle(IOperation? made, ITypeSymbol? kept) =>
        TypeName.Of(kept) is "System.IDisposable" or "System.IAsyncDisposable"
            && Ops.Core(made) is IInvocationOperation call && Registrars.Contains(call) && !Registrars.IsToken(call);

    /// <summary>
    /// <c>AddOrUpdate(key, made, (key, old) => made)</c>, where the function does nothing to end the old one.
    /// </summary>
    public static bool Drops(TypeWorld world, IInvocationOperation update, Body body, ITypeSymbol kept)
    {
        if (update.TargetMethod.Name != "AddOrUpdate" || !GivesFresh(world, update, body, kept))
            return false;
        foreach (var argument in update.Arguments)
            if (Ops.Bare(argument.Value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation updater }
                && updater.Symbol.Parameters is { Length: >= 2 } parameters
                && SymbolEqualityComparer.Default.Equals(parameters[1].Type.WithNullableAnnotation(NullableAnnotation.None),
                    kept.WithNullableAnnotation(NullableAnnotation.None)))
                return RoleReader.In(world).OfVariable(parameters[1], body) == Role.None;
        return false;
    }

    private static bool GivesFresh(TypeWorld world, IInvocationOperation update, Body body, ITypeSymbol kept)
    {
        foreach (var argument in update.Arguments)
        {
            var given = Ops.Symbol(argument.Value) is ILocalSymbol local ? body.InitialOf(local) : argument.Value;
            if (Ops.Core(given) is IObjectCreationOperation { Type: { } type } && OwnDisposables.Hold(type, world.Scope))
                return true;
            if (IsHandle(given, kept) || FactoryMethods.Of(world.Scope).Made(Ops.Core(given)) == Fresh.Resource)
                return true;
        }
        return false;
    }
}
