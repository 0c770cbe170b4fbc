using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Sweeps: a walk over the collection, outside clean-up, that takes out what is old.</summary>
internal static class Sweeps
{
    /// <param name="collection">What is walked through.</param>
    /// <param name="cancelled">Asked for entries whose wait is over: a walk that fails all of them comes too late.</param>
    public static bool Exist(TrackedCollection collection, bool cancelled = false)
    {
        foreach (var shrink in collection.Uses)
        {
            if (shrink.Kind != UseKind.Shrink || CleanUp.Is(shrink.Body))
                continue;
            if (shrink.Place is IInvocationOperation { TargetMethod.Name: "RemoveAll" or "RemoveWhere" })
                return true;
            if (Ops.Loop(shrink.Place) is IForEachLoopOperation walk && Enumerates(collection, shrink, walk)
                && !AnsweringWalks.Are(walk) && !(cancelled && AnsweringWalks.EndAll(walk, shrink.Place)))
                return true;
        }
        return false;
    }

    /// <summary>The collection, or what was got from it before, is what the loop goes through.</summary>
    private static bool Enumerates(TrackedCollection collection, CollectionUse shrink, IForEachLoopOperation walk)
    {
        foreach (var use in collection.Uses)
            if (use.Kind is UseKind.Enumerate or UseKind.Read
                && ReferenceEquals(Ops.FunctionRoot(use.Place), Ops.FunctionRoot(shrink.Place))
                && use.Place.Syntax.SpanStart <= shrink.Place.Syntax.SpanStart
                && (use.Place.Syntax.SpanStart < walk.Body.Syntax.SpanStart || Ops.Contains(walk.Collection, use.Place)))
                return true;
        return false;
    }
}
