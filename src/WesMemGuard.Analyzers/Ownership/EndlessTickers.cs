using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Loops over the ticks of a timer that nothing can end, of objects that the program makes for each call or that are closed: the timer
/// is a local, no token is given, and nothing leaves the loop.
/// </summary>
internal static class EndlessTickers
{
    public static IEnumerable<IObjectCreationOperation> Of(TypeWorld world, Body body)
    {
        foreach (var creation in body.Creations)
            if (TypeName.Is(creation.Type, "System.Threading.PeriodicTimer")
                && body.Method is { MethodKind: MethodKind.Ordinary, IsStatic: false, ContainingType: { } owner }
                && Destination.Of(creation) is { Kind: DestinationKind.Using or DestinationKind.Local, Symbol: ILocalSymbol timer }
                && TurnsForever(timer, body, out var survives)
                && !LifetimeMap.Of(world.Scope).IsApp(owner) && !LifetimeMap.Of(world.Scope).IsHeld(owner)
                && (ObjectCreations.Of(world.Scope).AreOfCalls(owner) || (survives && EndlessWork.EndsSomething(world, owner))))
                yield return creation;
    }

    private static bool TurnsForever(ILocalSymbol timer, Body body, out bool survives)
    {
        var turns = false;
        survives = true;
        foreach (var mention in body.ReferencesTo(timer))
        {
            if (Ops.Use(mention) is not IInvocationOperation { TargetMethod.Name: "WaitForNextTickAsync" } wait)
                return false;
            if (!IsWithoutToken(wait) || Ops.Loop(wait) is not IWhileLoopOperation { Condition: { } condition } loop
                || !ReferenceEquals(Ops.Core(condition), wait) || IsLeft(loop))
                return false;
            survives &= EndlessWork.SurvivesAll(loop);
            turns = true;
        }
        return turns;
    }

    private static bool IsWithoutToken(IInvocationOperation wait)
    {
        foreach (var argument in wait.Arguments)
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && !Ops.IsNoToken(argument.Value))
                return false;
        return true;
    }

    /// <summary>A return, a throw or a break, whatever its condition; what a call throws may end it too, but isn't meant to.</summary>
    private static bool IsLeft(ILoopOperation loop)
    {
        foreach (var operation in loop.Body.DescendantsAndSelf())
            if (operation is IReturnOperation or IThrowOperation or IBranchOperation { BranchKind: BranchKind.Break }
                || operation.Syntax is ThrowStatementSyntax)
                return true;
        return false;
    }
}
