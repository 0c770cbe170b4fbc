using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>Clean-up that exists and forgets a timer.</summary>
internal static class ForgottenTimers
{
    /// <summary>
    /// A timer that fires again and again, released by some member, and by none that the owner's disposal runs.
    /// </summary>
    public static bool ForgetsCleanUp(TypeWorld world, IOperation fresh, ISymbol member)
    {
        if (fresh is not IObjectCreationOperation creation || !Timers.IsPeriodic(creation)
            || CleanUpCode.Of(world, member.ContainingType) is not { Count: > 0 } code)
            return false;
        foreach (var (mention, place) in world.UsesOf(member))
            if (RoleReader.In(world).Of(mention, place) is var role and not Role.None
                && (role == Role.Escape || code.Contains(place)))
                return false;
        return true;
    }
}
