using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>The code that a type's disposal runs: Dispose and what it calls in its own type.</summary>
internal static class CleanUpCode
{
    private const int MostHops = 3;

    /// <summary>Empty when the type has no disposal of its own.</summary>
    public static HashSet<Body> Of(TypeWorld world, INamedTypeSymbol type)
    {
        var found = new HashSet<Body>();
        foreach (var body in world.Bodies)
            if (body.Method
                is
                {
                    Name: "Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "System.IDisposable.Dispose"
                or "System.IAsyncDisposable.DisposeAsync"
                } method && SymbolEqualityComparer.Default.Equals(method.ContainingType, type))
                Add(world, body, found, 0);
        return found;
    }

    private static void Add(TypeWorld world, Body body, HashSet<Body> found, int hops)
    {
        if (hops > MostHops || !found.Add(body))
            return;
        foreach (var call in body.Calls)
            if (world.BodyOf(call.TargetMethod) is { } next)
                Add(world, next, found, hops + 1);
    }
}
