using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>Fresh resources that a method of the program returns in a tuple, or one by one, and that nobody releases.</summary>
internal static class LostParts
{
    /// <summary>
    /// A part of the call's answer is fresh, of that kind, and the local that takes it is neither released nor handed on.
    /// </summary>
    public static bool Of(TypeWorld world, IInvocationOperation call, Body body, Fresh kind)
    {
        if (call.TargetMethod.DeclaringSyntaxReferences.IsEmpty)
            return false;
        return Tasks.Result(call.Type) is INamedTypeSymbol { IsTupleType: true }
            ? InTuple(world, call, body, kind) : InLoop(world, call, body, kind);
    }

    /// <summary>Answers with a tuple, or is walked through: no other call need be asked.</summary>
    public static bool MayBe(IInvocationOperation call) =>
        Tasks.Result(call.Type) is INamedTypeSymbol { IsTupleType: true } || Walk(call) is not null;

    private static bool InTuple(TypeWorld world, IInvocationOperation call, Body body, Fresh kind)
    {
        var whole = Fates.Acquisition(call);
        if (Ops.Parent(whole, out var child) is not IDeconstructionAssignmentOperation taken || !ReferenceEquals(taken.Value, child))
            return false;
        var target = taken.Target is IDeclarationExpressionOperation declared ? declared.Expression : taken.Target;
        if (target is not ITupleOperation variables)
            return false;
        for (var place = 0; place < variables.Elements.Length; place++)
            if (IsLost(world, variables.Elements[place], taken.Target, body)
                && FactoryMethods.Of(world.Scope).OfElement(call.TargetMethod, place) == kind)
                return true;
        return false;
    }

    private static bool IsLost(TypeWorld world, IOperation variable, IOperation target, Body body) =>
        Ops.Bare(variable) is IDiscardOperation
        || (Ops.Symbol(variable) is ILocalSymbol local
            && RoleReader.In(world).Discharges(local, body).All(mention => Ops.Contains(target, mention)));

    /// <summary>Walked through, each item in turn.</summary>
    private static bool InLoop(TypeWorld world, IInvocationOperation call, Body body, Fresh kind) =>
        Walk(call) is { Locals: { Length: 1 } items } && FactoryMethods.Of(world.Scope).OfItems(call.TargetMethod) == kind
        && RoleReader.In(world).Discharges(items[0], body).Count == 0;

    private static IForEachLoopOperation? Walk(IInvocationOperation call)
    {
        IOperation whole = call;
        while (Ops.Parent(whole, out _) is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WithCancellation" } outer)
            whole = outer;
        return Ops.Parent(whole, out _) is IForEachLoopOperation walk && Ops.Contains(walk.Collection, call) ? walk : null;
    }
}
