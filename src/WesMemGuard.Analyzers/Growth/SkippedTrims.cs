using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Removals that the code itself doesn't reach when they are wanted: behind a count that many at once jump over, behind an await
/// whose failure is only noted, or in a walk that the first of them breaks.
/// </summary>
internal static class SkippedTrims
{
    /// <summary>Collections that can't be changed while they are walked through; the others go on after a removal.</summary>
    private static readonly HashSet<string> Strict = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.SortedDictionary", "System.Collections.Generic.SortedSet", "System.Collections.Generic.SortedList",
        "System.Collections.Generic.List", "System.Collections.Generic.LinkedList", "System.Collections.Generic.Queue",
        "System.Collections.Generic.Stack", "System.Collections.Hashtable", "System.Collections.ArrayList",
    };

    public static bool Are(TypeWorld world, TrackedCollection collection, CollectionUse removal) =>
        IsJumpedOver(collection, removal) || IsOfSuccess(removal) || BreaksWalk(collection, removal) || IsBehindDeadFlag(world, removal);

    /// <summary>In a branch that asks a private flag which nothing ever sets.</summary>
    private static bool IsBehindDeadFlag(TypeWorld world, CollectionUse removal) =>
        Ops.Ancestor<IConditionalOperation>(removal.Place) is { } branch && !Ops.Contains(branch.Condition, removal.Place)
        && Ops.Bare(branch.Condition) is IFieldReferenceOperation
        {
            Field: { DeclaredAccessibility: Accessibility.Private, IsConst: false, Type.SpecialType: SpecialType.System_Boolean } flag
        }
        && world.UsesOf(flag).All(static use => Ops.Parent(use.Place, out var child) is not IAssignmentOperation put
            || !ReferenceEquals(put.Target, child)) && world.UsesOf(flag).All(static use => use.Place.Parent is not IArgumentOperation);

    /// <summary><c>count == limit</c> where items come in many at once.</summary>
    public static bool IsJumpedOver(TrackedCollection collection, CollectionUse removal)
    {
        var child = removal.Place;
        for (var outer = child.Parent; outer is not null; child = outer, outer = outer.Parent)
            if (outer is IConditionalOperation branch && !ReferenceEquals(branch.Condition, child))
                return Ops.Bare(branch.Condition) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } asked
                    && AsksCount(asked, collection) && ComesInMany(collection);
        return false;
    }

    public static bool ComesInMany(TrackedCollection collection) => collection.Uses.Exists(static use => use.Kind == UseKind.Grow
        && use.Place is IInvocationOperation { TargetMethod.Name: "AddRange" or "InsertRange" or "UnionWith" or "PushRange" });

    private static bool AsksCount(IBinaryOperation asked, TrackedCollection collection) => asked.Descendants().Any(part =>
        part is IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } counted }
        && SymbolEqualityComparer.Default.Equals(Ops.Symbol(counted), collection.Member));

    /// <summary>Behind an await in a try block whose handler swallows the failure and takes nothing out.</summary>
    private static bool IsOfSuccess(CollectionUse removal)
    {
        if (removal.Place is not IInvocationOperation { TargetMethod.Name: "Clear" } || Ops.Function(removal.Place) is not null
            || Ops.Ancestor<ITryOperation>(removal.Place) is not { Finally: null, Catches: { Length: > 0 } handlers } attempt
            || !Ops.Contains(attempt.Body, removal.Place))
            return false;
        foreach (var handler in handlers)
            if (handler.Handler.Descendants().Any(static part => part is IThrowOperation
                || part is IInvocationOperation { TargetMethod.Name: "Clear" or "RemoveRange" or "RemoveAt" or "RemoveAll" }))
                return false;
        foreach (var operation in attempt.Body.Descendants())
            if (operation is IAwaitOperation && operation.Syntax.Span.End <= removal.Place.Syntax.SpanStart)
                return true;
        return false;
    }

    /// <summary>In a walk through the collection itself, which goes on after the removal: that throws.</summary>
    private static bool BreaksWalk(TrackedCollection collection, CollectionUse removal)
    {
        if (!Strict.Contains(TypeName.Of(collection.Type)) || removal.Place
            is not IInvocationOperation { TargetMethod.Parameters.Length: > 0 }
            || Ops.Loop(removal.Place) is not IForEachLoopOperation { IsAsynchronous: false } walk
            || !SymbolEqualityComparer.Default.Equals(Ops.Symbol(walk.Collection), collection.Member))
            return false;
        foreach (var operation in walk.Body.Descendants())
            if (operation is IBranchOperation { BranchKind: BranchKind.Break } or IReturnOperation or IThrowOperation or ITryOperation
                && operation.Syntax.Span.End > removal.Place.Syntax.SpanStart)
                return false;
        return true;
    }
}
