using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Lists of an object that others share, where each item tells when it was put in: one more for each event.
/// </summary>
internal sealed class TimestampedLists(CompilationScope scope)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _shared = new(SymbolEqualityComparer.Default);

    public static TimestampedLists Of(CompilationScope scope) => scope.Part(known => new TimestampedLists(known));

    public bool Contain(TrackedCollection collection, CollectionUse growth) => !CollectionTypes.IsKeyed(collection.Type)
        && !collection.Any(UseKind.Shrink) && growth.Body.Method
        is { MethodKind: MethodKind.Ordinary or MethodKind.PropertySet, Parameters.Length: > 0 }
        && (IsStamped(growth) ? IsShared(collection.Member.ContainingType) || IsAlone(collection) : IsOfWork(collection)
        && IsAlone(collection));

    /// <summary>Nothing in the program makes its object, which is given nothing but behaviour.</summary>
    private bool IsAlone(TrackedCollection collection) =>
        Dependencies.Of(scope).IsOfBehaviour(collection.Member.ContainingType, isAlone: true);

    /// <summary>What is put in is work that a call has started.</summary>
    private static bool IsOfWork(TrackedCollection collection) => Tasks.IsTask(CollectionTypes.Kept(collection.Type));

    /// <summary>What is put in is made here, with the time of now.</summary>
    private static bool IsStamped(CollectionUse growth)
    {
        foreach (var operation in growth.Place.Descendants())
            if (operation is ITupleOperation || (operation is IObjectCreationOperation made
                && !made.Type!.Name.EndsWith("Exception", StringComparison.Ordinal)))
                foreach (var inner in operation.Descendants())
                    if (Clock.IsNow(inner))
                        return true;
        return false;
    }

    /// <summary>
    /// A constructor of another type takes it, and no code of the program makes one: a container does, once.
    /// </summary>
    private bool IsShared(INamedTypeSymbol owner) =>
        owner is { TypeKind: TypeKind.Class, IsAbstract: false, IsRecord: false, IsGenericType: false, ContainingType: null }
            && _shared.GetOrAdd(owner, Read);

    private bool Read(ISymbol owner)
    {
        var taken = false;
        foreach (var mention in Mentions.Of(scope).Of(owner,
            static place => ExternalReach.IsMade(place) || ExternalReach.Taking(place) is not null))
        {
            if (ExternalReach.IsMade(mention))
                return false;
            taken = true;
        }
        return taken;
    }
}
