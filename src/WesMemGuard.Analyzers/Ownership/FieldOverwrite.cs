using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>A fresh resource put into a member that may still hold the one before.</summary>
internal static class FieldOverwrite
{
    /// <summary>
    /// Null when nothing is lost; true when the code says that it runs again, false when it only may.
    /// </summary>
    public static bool? Of(TypeWorld world, IOperation creation, ISymbol member, Body body)
    {
        if (InitContext.IsConstruction(body.Member) && Ops.Function(creation) is null)
            return null;
        if (creation.Parent is ICoalesceAssignmentOperation || ReleasedNear(world, member, body, creation)
            || IsGuarded(creation, member))
            return null;
        return Ops.Loop(creation) is not null || IsMadeElsewhere(world, creation, member)
            || Ops.Ancestor<ICatchClauseOperation>(creation) is not null || CalledAgain(world, body)
            || ContinuousFeeding.IsDriven(world, creation, body)
            || !RoleReader.In(world).IsLetGo(member) || AsksWhetherBroken(creation, member);
    }

    /// <summary>Made anew unless the one there is works: a broken one is there.</summary>
    private static bool AsksWhetherBroken(IOperation creation, ISymbol member)
    {
        foreach (var operation in Ops.FunctionRoot(creation).Descendants())
            if (operation is IConditionalOperation branch && branch.Syntax.SpanStart < creation.Syntax.SpanStart
                && AsksState(branch.Condition, member))
                return true;
        return false;
    }

    /// <summary>Asks the resource itself how it is, beyond whether it is there.</summary>
    private static bool AsksState(IOperation condition, ISymbol member)
    {
        foreach (var inner in condition.DescendantsAndSelf())
        {
            var asked = inner switch
            {
                IPropertyReferenceOperation { Parent: IPropertySubpatternOperation } => Mentions(condition, member),
                IPropertyReferenceOperation property => Is(property.Instance, member),
                IInvocationOperation { Type.SpecialType: SpecialType.System_Boolean } call => Is(call.Instance, member),
                _ => false,
            };
            if (asked)
                return true;
        }
        return false;
    }

    private static bool Is(IOperation? instance, ISymbol member) => instance is not null
        && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Reached(instance)), member);

    /// <summary>Done only while the resource is in a good state: a broken one is left as it is.</summary>
    private static bool IsOnlyWhenWell(IOperation place, ISymbol member)
    {
        var child = place;
        for (var current = place.Parent; current is not null; child = current, current = current.Parent)
            if (current is IConditionalOperation { WhenFalse: null } branch && ReferenceEquals(branch.WhenTrue, child)
                && AsksState(branch.Condition, member))
                return true;
        return false;
    }

    private static bool Mentions(IOperation code, ISymbol member)
    {
        foreach (var operation in code.DescendantsAndSelf())
            if (SymbolEqualityComparer.Default.Equals(Ops.Symbol(operation), member))
                return true;
        return false;
    }

    /// <summary>Construction puts a fresh one into the same member: there is one before.</summary>
    public static bool IsMadeElsewhere(TypeWorld world, IOperation creation, ISymbol member)
    {
        foreach (var body in world.Bodies)
            if (SymbolEqualityComparer.Default.Equals(body.Member, member) && !Ops.Contains(body.Root, creation)
                && body.Creations.Count + body.Calls.Count > 0)
                return true;
        foreach (var (mention, body) in world.UsesOf(member))
            if (InitContext.IsConstruction(body.Member)
                && Ops.Parent(mention, out var child) is ISimpleAssignmentOperation put
                && ReferenceEquals(put.Target, child) && !Ops.Contains(put, creation)
                && Ops.Core(put.Value) is IObjectCreationOperation or IInvocationOperation)
                return true;
        return false;
    }

    private static bool CalledAgain(TypeWorld world, Body body)
    {
        if (body.Method is not { } method)
            return false;
        foreach (var (call, caller) in world.CallersOf(method))
            if (!ReleasesBefore(call, caller)
                && (Ops.Loop(call) is not null || Ops.Ancestor<ICatchClauseOperation>(call) is not null
                || Ops.Function(call) is not null))
                return true;
        return false;
    }

    private static bool ReleasesBefore(IInvocationOperation call, Body caller)
    {
        foreach (var other in caller.Calls)
            if (other.Syntax.SpanStart < call.Syntax.SpanStart
                && (CleanUp.IsName(other.TargetMethod.Name) || ReleaseNames.Contains(other.TargetMethod.Name)))
                return true;
        return false;
    }

    /// <summary>The old one is disposed, exchanged or kept in this method, or in a helper it calls.</summary>
    private static bool ReleasedNear(TypeWorld world, ISymbol member, Body body, IOperation creation)
    {
        foreach (var (mention, place) in world.UsesOf(member))
        {
            if (RoleReader.In(world).Of(mention, place) == Role.None || IsOnlyWhenWell(mention, member))
                continue;
            if (ReferenceEquals(place, body)
                && (mention.Syntax.SpanStart < creation.Syntax.SpanStart || Ops.Loop(creation) is not null
                || Ops.Ancestor<ITryOperation>(mention) is not null))
                return true;
            if (place.Method is { } helper && Calls(body, helper, member))
                return true;
        }
        return false;
    }

    private static bool Calls(Body body, IMethodSymbol helper, ISymbol member)
    {
        foreach (var call in body.Calls)
            if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, helper)
                && !IsOnlyWhenWell(call, member))
                return true;
        return false;
    }

    /// <summary>Made only when there is none, or after a check of the one there is.</summary>
    private static bool IsGuarded(IOperation creation, ISymbol member)
    {
        foreach (var operation in Ops.FunctionRoot(creation).Descendants())
            if (operation is IConditionalOperation branch && branch.Syntax.SpanStart < creation.Syntax.SpanStart
                && NullTest.Of(branch.Condition, member) is not null)
                return true;
        return false;
    }
}
