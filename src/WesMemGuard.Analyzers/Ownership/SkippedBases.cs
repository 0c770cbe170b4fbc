using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>Disposals that override the base class's and don't call it, although it releases something.</summary>
internal static class SkippedBases
{
    public static bool Contain(TypeWorld world, Body body) =>
        body.Method is { IsOverride: true, OverriddenMethod: { IsAbstract: false } inherited }
        && inherited.Name is "Dispose" or "DisposeAsync" or "DisposeAsyncCore"
        && !inherited.DeclaringSyntaxReferences.IsEmpty && body.Root is IBlockOperation
        && ForeignCode.Of(world.Scope).BodyOf(inherited) is { Calls.Count: > 0 } code && Ends(world, code)
        && !body.Calls.Exists(call => IsOfBase(call)
            || (call.TargetMethod.Name == inherited.Name && call.Instance is IInstanceReferenceOperation));

    private static bool IsOfBase(IInvocationOperation call) => call.Instance is IInstanceReferenceOperation { Syntax: { } syntax }
        && syntax is Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax;

    /// <summary>It releases a listed resource that the base class keeps.</summary>
    private static bool Ends(TypeWorld world, Body code)
    {
        foreach (var call in code.Calls)
            if (Ops.Reached(call.Instance) is IFieldReferenceOperation { Field: { IsStatic: false, Type: { } kept } }
                && OwnDisposables.Hold(kept, world.Scope) && ReleasingMethods.Of(world.Scope).Ends(call.TargetMethod))
                return true;
        return false;
    }
}
