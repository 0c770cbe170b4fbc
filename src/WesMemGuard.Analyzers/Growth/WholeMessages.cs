using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Entries that are gathered call by call and go when all of their parts have come: one whose last part never comes stays.
/// </summary>
internal static class WholeMessages
{
    public static bool Wait(TrackedCollection map, CollectionUse removal)
    {
        if (!CollectionTypes.IsMap(map.Type) || map.IsInner || removal.Place is not IInvocationOperation { TargetMethod: { } method } taking
            || method is not { Name: "Remove" or "TryRemove" } || Ops.Loop(taking) is not null || IsInHandler(taking)
            || !(removal.Body.Method is { MethodKind: MethodKind.Ordinary, Parameters.Length: > 1 }))
            return false;
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Grow && ReferenceEquals(Ops.FunctionRoot(use.Place), Ops.FunctionRoot(taking))
                && use.Place.Syntax.SpanStart < taking.Syntax.SpanStart && UncoveredWait.TakesSame(taking, use)
                && IsDecidedBy(Entries(map, use), use, taking))
                return true;
        return false;
    }

    /// <summary>In a catch or finally block: another end than the last part takes it out there.</summary>
    private static bool IsInHandler(IOperation taking)
    {
        for (var attempt = Ops.Ancestor<ITryOperation>(taking); attempt is not null; attempt = Ops.Ancestor<ITryOperation>(attempt))
            if (!Ops.Contains(attempt.Body, taking))
                return true;
        return false;
    }

    /// <summary>The locals that hold the entry: the one that is put in, and those that are found.</summary>
    private static HashSet<ISymbol> Entries(TrackedCollection map, CollectionUse growth)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        if (growth.Place is IInvocationOperation { TargetMethod.Name: "GetOrAdd" } got)
        {
            if (Destination.Of(got) is { Kind: DestinationKind.Local, Symbol: { } kept })
                found.Add(kept);
            return found;
        }
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Read && ReferenceEquals(use.Body, growth.Body)
                && use.Place is IInvocationOperation { TargetMethod.Name: "TryGetValue" } look
                && Ops.Symbol(Ops.ArgumentAt(look, 1)) is ILocalSymbol local)
                found.Add(local);
        return found;
    }

    /// <summary>Whether it is taken out depends on what the entry has gathered so far.</summary>
    private static bool IsDecidedBy(HashSet<ISymbol> entries, CollectionUse growth, IOperation taking)
    {
        foreach (var operation in Ops.FunctionRoot(taking).Descendants())
            if (operation is IConditionalOperation { WhenTrue: { } arm } branch
                && branch.Syntax.SpanStart > growth.Place.Syntax.SpanStart && AsksPart(branch.Condition, entries)
                && (Ops.Contains(arm, taking) || (branch.Syntax.Span.End <= taking.Syntax.SpanStart
                    && arm.DescendantsAndSelf().Any(static part => part is IReturnOperation))))
                return true;
        return false;
    }

    private static bool AsksPart(IOperation condition, HashSet<ISymbol> entries)
    {
        foreach (var part in condition.DescendantsAndSelf())
            if (part is IMemberReferenceOperation { Instance: { } entry } && Ops.Symbol(entry) is { } held && entries.Contains(held)
                && part.Type is { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Boolean })
                return true;
        return false;
    }
}
