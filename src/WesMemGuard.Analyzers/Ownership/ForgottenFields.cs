using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>Fields of resources that are set to null while nothing in the member releases what they held.</summary>
internal static class ForgottenFields
{
    /// <summary>The assignment of null that loses the resource; null when it is none.</summary>
    public static IOperation? Forgets(TypeWorld world, IMemberReferenceOperation mention, Body body)
    {
        if (mention.Member is not { DeclaredAccessibility: Accessibility.Private } member
            || mention.Instance is not IInstanceReferenceOperation || Nulling(mention) is not { } assignment)
            return null;
        if (InitContext.IsConstruction(body.Member) && Ops.Function(assignment) is null)
            return null; // Another branch of the constructor made one.
        if (Made(world, member, body, assignment.Syntax.SpanStart) is { } made)
            return IsReleasedBetween(world, member, body, made, assignment) ? null : assignment;
        return IsMade(world, member) && !IsLetGo(world, member, body) ? assignment : null;
    }

    /// <summary>The mention is what a null is assigned to.</summary>
    public static bool IsSetToNull(IMemberReferenceOperation mention) => Nulling(mention) is not null;

    private static ISimpleAssignmentOperation? Nulling(IMemberReferenceOperation mention) =>
        Ops.Parent(mention, out var child) is ISimpleAssignmentOperation assignment
            && ReferenceEquals(assignment.Target, child) && IsNull(assignment.Value) ? assignment : null;

    private static bool IsNull(IOperation value) => Ops.Bare(value) is
    {
        ConstantValue:
        {
            HasValue: true,
            Value: null
        }
    } or IDefaultValueOperation;

    /// <summary>Where the same code made it before: the last such place.</summary>
    private static IAssignmentOperation? Made(TypeWorld world, ISymbol member, Body body, int before)
    {
        IAssignmentOperation? last = null;
        foreach (var (mention, place) in world.UsesOf(member))
            if (ReferenceEquals(place, body) && mention.Syntax.SpanStart < before && IsMaking(mention) is { } making)
                last = making;
        return last;
    }

    private static bool IsMade(TypeWorld world, ISymbol member)
    {
        foreach (var (mention, _) in world.UsesOf(member))
            if (IsMaking(mention) is not null)
                return true;
        return false;
    }

    private static IAssignmentOperation? IsMaking(IOperation mention) =>
        Ops.Parent(mention, out var child) is IAssignmentOperation made && ReferenceEquals(made.Target, child)
            && Ops.Core(made.Value) is IObjectCreationOperation ? made : null;

    private static bool IsReleasedBetween(TypeWorld world, ISymbol member, Body body, IAssignmentOperation made, IOperation end)
    {
        var start = made.Syntax.Span.End;
        foreach (var (mention, place) in world.UsesOf(member))
            if (ReferenceEquals(place, body) && mention.Syntax.SpanStart > start && mention.Syntax.SpanStart < end.Syntax.SpanStart
                && RoleReader.In(world).Of(mention, place) != Role.None)
                return true;
        return FieldAliases.Of(made) is { } alias && body.ReferencesTo(alias).Any(mention => mention.Syntax.SpanStart > start
            && mention.Syntax.SpanStart < end.Syntax.SpanStart && ReferenceEquals(Ops.Function(mention), Ops.Function(end))
            && RoleReader.In(world).Of(mention, body) == Role.Release);
    }

    /// <summary>Something of the type hands it on, or this member or a helper of it closes it.</summary>
    private static bool IsLetGo(TypeWorld world, ISymbol member, Body body)
    {
        foreach (var (mention, place) in world.UsesOf(member))
        {
            var role = RoleReader.In(world).Of(mention, place);
            if (role == Role.Escape || (role == Role.Release && ReferenceEquals(place, body)))
                return true;
            if (role != Role.None && place.Method is { } helper && body.Invokes(helper))
                return true;
        }
        return false;
    }
}
