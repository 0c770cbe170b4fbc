using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Code of another type that has an entry made, waits for its answer and calls nothing that would take the entry out.
/// </summary>
internal static class ForeignWaits
{
    public static bool Follow(TypeWorld world, TrackedCollection collection, Body body)
    {
        if (body.Method is not { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: not Accessibility.Private } method)
            return false;
        foreach (var made in body.Creations)
            foreach (var argument in made.Arguments)
                if (Ops.Bare(argument.Value) is IInstanceReferenceOperation)
                    return false;
        foreach (var mention in Mentions.Of(world.Scope).Outside(world.Type, method))
            if (ForeignCode.Of(world.Scope).Around(mention) is { Method.MethodKind: MethodKind.Ordinary } code && Waits(code, mention)
                && !code.Calls.Exists(call => world.Owns(call.TargetMethod.ContainingType)
                    && EntryRemovals.By(world, collection, call.TargetMethod, body)))
                return true;
        return false;
    }

    private static bool Waits(Body code, SimpleNameSyntax mention) => ForeignCode.CallAt(code, mention) is { } call
        && Destination.Of(call).Kind != DestinationKind.Using && WaitRisk.After(Ops.FunctionRoot(call), call) == Risk.Await;
}
