using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Growth that the code keeps other threads from: only an object that many share needs that.</summary>
internal static class LockedGrowth
{
    private static readonly HashSet<string> Gates = new(StringComparer.Ordinal)
    {
        "System.Threading.ReaderWriterLockSlim", "System.Threading.ReaderWriterLock", "System.Threading.SemaphoreSlim",
        "System.Threading.Semaphore", "System.Threading.Mutex", "System.Threading.Lock", "System.Threading.SpinLock",
    };

    /// <summary>A concurrent collection, an exchange of the field, or a lock held around the place or around its only callers.</summary>
    public static bool Is(TypeWorld world, TrackedCollection collection, CollectionUse growth)
    {
        if (TypeName.Of(collection.Type).StartsWith("System.Collections.Concurrent.", StringComparison.Ordinal)
            || Swaps(growth.Place) || IsHeld(growth.Place) || IsSwapped(world, collection))
            return true;
        if (growth.Body.Method is not { DeclaredAccessibility: Accessibility.Private } method)
            return false;
        var callers = world.CallersOf(method);
        foreach (var (call, _) in callers)
            if (!IsHeld(call))
                return false;
        return callers.Count > 0;
    }

    private static bool IsHeld(IOperation place) => Ops.Ancestor<ILockOperation>(place) is not null || Enters(place);

    /// <summary>A gate of the object is entered before, in the same function.</summary>
    private static bool Enters(IOperation place)
    {
        var function = Ops.FunctionRoot(place);
        foreach (var operation in function.Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: var name } call && call.Syntax.SpanStart < place.Syntax.SpanStart
                && (name.StartsWith("Enter", StringComparison.Ordinal) || name.StartsWith("Wait", StringComparison.Ordinal)
                    || name.StartsWith("Acquire", StringComparison.Ordinal) || name is "TryEnter")
                && IsGate(call))
                return true;
        return false;
    }

    private static bool IsGate(IInvocationOperation call) => TypeName.Of(call.TargetMethod.ContainingType) == "System.Threading.Monitor"
        || (Gates.Contains(TypeName.Of(call.TargetMethod.ContainingType))
            && Ops.Reached(call.Instance) is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation });

    private static bool Swaps(IOperation place) => place is IInvocationOperation
    {
        TargetMethod.ContainingType: { Name: "ImmutableInterlocked" or "Interlocked" }
    };

    /// <summary>Some code reads the field as one does that others write: by an exchange or a volatile read.</summary>
    private static bool IsSwapped(TypeWorld world, TrackedCollection collection)
    {
        if (collection.Member is IFieldSymbol { IsVolatile: true })
            return true;
        foreach (var (place, _) in world.UsesOf(collection.Member))
            if (Ops.Parent(place, out _) is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: var owner } }
                && owner.Name is "Volatile" or "Interlocked" or "ImmutableInterlocked")
                return true;
        return false;
    }
}
