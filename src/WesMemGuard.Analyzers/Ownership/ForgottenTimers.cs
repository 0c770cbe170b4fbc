using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>Clean-up that exists and forgets a timer, or the last of those that take each other's place.</summary>
internal static class ForgottenTimers
{
    /// <summary>
    /// A timer that fires again and again, released by some member, and by none that the owner's disposal runs; or a
    /// resource of which the next one's maker releases the one before, and the disposal not the last.
    /// </summary>
    public static bool ForgetsCleanUp(TypeWorld world, IOperation fresh, ISymbol member)
    {
        if (fresh is not IObjectCreationOperation creation || !(Timers.IsPeriodic(creation) || IsReplaced(world, creation, member))
            || CleanUpCode.Of(world, member.ContainingType) is not { Count: > 0 } code)
            return false;
        foreach (var (mention, place) in world.UsesOf(member))
            if (RoleReader.In(world).Of(mention, place) is var role and not Role.None
                && (role == Role.Escape || code.Contains(place)))
                return false;
        return true;
    }

    /// <summary>Released by the very method that makes the next, before it does, and nowhere else.</summary>
    private static bool IsReplaced(TypeWorld world, IObjectCreationOperation creation, ISymbol member)
    {
        if (InitContext.IsEntry(member) || LifetimeMap.Of(world.Scope).IsApp(member.ContainingType))
            return false;
        var replaced = false;
        foreach (var (mention, place) in world.UsesOf(member))
            if (RoleReader.In(world).Of(mention, place) == Role.Release)
            {
                if (!Ops.Contains(place.Root, creation) || mention.Syntax.SpanStart > creation.Syntax.SpanStart)
                    return false;
                replaced = true;
            }
        return replaced;
    }
}
