using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Growth;
using WesMemGuard.Analyzers.Hosting;

namespace WesMemGuard.Analyzers.Flow;

/// <summary>A fresh resource put into a member that may still hold the one before.</summary>
internal static class FieldOverwrite
{
    private static readonly string[] Again = ["Reconnect", "Retry", "Restart", "Reset", "Renew", "Resubscribe", "Reopen", "Refresh"];

    /// <summary>Null when nothing is lost; true when the code says that it runs again, false when it only may.</summary>
    public static bool? Of(TypeWorld world, IOperation creation, ISymbol member, Body body)
    {
        if (InitContext.IsConstruction(body.Member) && Ops.Function(creation) is null)
            return null;
        if (creation.Parent is ICoalesceAssignmentOperation || ReleasedNear(world, member, body, creation) || IsGuarded(creation, member))
            return null;
        return Ops.Loop(creation) is not null || SaysAgain(body.Member.Name) || Ops.Ancestor<ICatchClauseOperation>(creation) is not null || CalledAgain(world, body) || ReleasedNowhere(world, member) || AsksWhetherBroken(creation, member);
    }

    /// <summary>Made anew unless the one there is works: a broken one is there.</summary>
    private static bool AsksWhetherBroken(IOperation creation, ISymbol member)
    {
        foreach (var operation in Ops.FunctionRoot(creation).Descendants())
            if (operation is IConditionalOperation branch && branch.Syntax.SpanStart < creation.Syntax.SpanStart)
                foreach (var inner in branch.Condition.DescendantsAndSelf())
                    if (inner is IPropertyReferenceOperation { Property.Name: "State" or "Connected" or "IsConnected" } state && (state.Instance is null || state.Parent is IPropertySubpatternOperation || SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Reached(state.Instance)), member)) && Mentions(branch.Condition, member))
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

    private static bool ReleasedNowhere(TypeWorld world, ISymbol member)
    {
        foreach (var (mention, place) in world.UsesOf(member))
            if (world.Roles.Of(mention, place) != Role.None)
                return false;
        return true;
    }

    private static bool SaysAgain(string name)
    {
        foreach (var word in Again)
            if (name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        return false;
    }

    private static bool CalledAgain(TypeWorld world, Body body)
    {
        if (body.Method is not { } method)
            return false;
        foreach (var (call, caller) in world.CallersOf(method))
            if (!ReleasesBefore(call, caller) && (Ops.Loop(call) is not null || SaysAgain(caller.Member.Name) || Ops.Ancestor<ICatchClauseOperation>(call) is not null || Ops.Function(call) is not null))
                return true;
        return false;
    }

    private static bool ReleasesBefore(IInvocationOperation call, Body caller)
    {
        foreach (var other in caller.Calls)
            if (other.Syntax.SpanStart < call.Syntax.SpanStart && (CleanUp.IsName(other.TargetMethod.Name) || ReleaseNames.Contains(other.TargetMethod.Name)))
                return true;
        return false;
    }

    /// <summary>The old one is disposed, exchanged or kept in this method, or in a helper it calls.</summary>
    private static bool ReleasedNear(TypeWorld world, ISymbol member, Body body, IOperation creation)
    {
        foreach (var (mention, place) in world.UsesOf(member))
        {
            if (world.Roles.Of(mention, place) == Role.None)
                continue;
            if (ReferenceEquals(place, body) && (mention.Syntax.SpanStart < creation.Syntax.SpanStart || Ops.Loop(creation) is not null || Ops.Ancestor<ITryOperation>(mention) is not null))
                return true;
            if (place.Method is { } helper && Calls(body, helper))
                return true;
        }
        return false;
    }

    private static bool Calls(Body body, IMethodSymbol helper)
    {
        foreach (var call in body.Calls)
            if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, helper))
                return true;
        return false;
    }

    /// <summary>Made only when there is none, or after a check of the one there is.</summary>
    private static bool IsGuarded(IOperation creation, ISymbol member)
    {
        foreach (var operation in Ops.FunctionRoot(creation).Descendants())
            if (operation is IConditionalOperation branch && branch.Syntax.SpanStart < creation.Syntax.SpanStart && NullTest.Of(branch.Condition, member) is not null)
                return true;
        return false;
    }
}
