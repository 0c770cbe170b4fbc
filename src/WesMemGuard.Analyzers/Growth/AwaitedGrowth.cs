using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Growth in calls that wait for others, of an object that is neither one of many, as its data say, nor ended by whoever has it: it
/// serves call after call.
/// </summary>
internal static class AwaitedGrowth
{
    public static bool Is(TypeWorld world, TrackedCollection collection, CollectionUse growth) =>
        collection.Member.DeclaredAccessibility == Accessibility.Private && !collection.Any(UseKind.Shown)
        && collection.Owner is { IsRecord: false, IsGenericType: false }
        && !ForeignFeeding.AreMany(collection.Owner) && !Dependencies.IsDisposable(collection.Owner)
        && !ObjectCreations.Of(world.Scope).AreOfSomeCall(collection.Owner) && IsOfWait(world, growth.Body);

    private static bool IsOfWait(TypeWorld world, Body body)
    {
        if (body.Method is not { MethodKind: MethodKind.Ordinary } method)
            return false;
        if (Waits(body))
            return true;
        return method.DeclaredAccessibility == Accessibility.Private && world.CallersOf(method).Any(static use => Waits(use.Body));
    }

    /// <summary>Others call it, give it something, and it awaits something.</summary>
    private static bool Waits(Body body) =>
        body.Method is { MethodKind: MethodKind.Ordinary, IsAsync: true, DeclaredAccessibility: not Accessibility.Private } method
        && method.Parameters.Any(static given => !TypeName.Is(given.Type, Tokens.Token))
        && body.Root.Descendants().Any(static part => part is IAwaitOperation);
}
