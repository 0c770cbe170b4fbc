using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>Assignments of several variables at once: <c>(_feed, _id) = (feed, id)</c>.</summary>
internal static class Deconstructions
{
    /// <summary>What a variable or member that is mentioned is set to; null when nothing is assigned to it here.</summary>
    public static IOperation? ValueFor(IOperation mention)
    {
        var parent = Ops.Parent(mention, out var child);
        if (parent is ISimpleAssignmentOperation put)
            return ReferenceEquals(put.Target, child) ? put.Value : null;
        if (parent is not ITupleOperation targets || Ops.Parent(targets, out var whole) is not IDeconstructionAssignmentOperation all
            || !ReferenceEquals(all.Target, whole) || Ops.Bare(all.Value) is not ITupleOperation values
            || values.Elements.Length != targets.Elements.Length)
            return null;
        return values.Elements[targets.Elements.IndexOf(child)];
    }

    /// <summary>A member is set to what is mentioned, by itself or as one of several.</summary>
    public static bool IsGiven(IOperation mention)
    {
        var parent = Ops.Parent(mention, out var child);
        if (parent is ICoalesceOperation either)
            parent = Ops.Parent(either, out child);
        return parent switch
        {
            ISimpleAssignmentOperation put => ReferenceEquals(put.Value, child) && Ops.Bare(put.Target) is IMemberReferenceOperation,
            ITupleOperation values => Ops.Parent(values, out var whole) is IDeconstructionAssignmentOperation all
                && ReferenceEquals(all.Value, whole),
            _ => false,
        };
    }
}
