using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.World;

/// <summary>Finds the code behind a called method of the same world, one hop away.</summary>
internal static class FunctionRoots
{
    /// <summary>The code of a method or local function of this world, with the body that holds it.</summary>
    public static (IOperation Code, Body Body)? Of(TypeWorld world, IMethodSymbol method, Body caller)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            foreach (var operation in caller.Root.Descendants())
                if (operation is ILocalFunctionOperation local
                    && SymbolEqualityComparer.Default.Equals(local.Symbol, method.OriginalDefinition))
                    return (local, caller);
            return null;
        }
        return world.BodyOf(method) is { } body ? (body.Root, body) : null;
    }

    /// <summary>The code a delegate-valued expression runs: a lambda, or a method group of this world.</summary>
    public static (IOperation Code, Body Body)? OfDelegate(TypeWorld world, IOperation? value, Body caller)
    {
        var bare = Ops.Bare(value);
        if (bare is IDelegateCreationOperation creation)
            bare = Ops.Bare(creation.Target);
        return bare switch
        {
            IAnonymousFunctionOperation lambda => (lambda, caller),
            IMethodReferenceOperation group => Of(world, group.Method, caller),
            _ => null,
        };
    }
}
