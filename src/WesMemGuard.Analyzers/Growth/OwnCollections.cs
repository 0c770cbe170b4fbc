using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Types of the program that are collections themselves: <c>class History : List&lt;Entry&gt;</c>.</summary>
internal static class OwnCollections
{
    private static readonly string[] HandlerRemovals =
    [
        "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "RemoveWhere", "RemoveFirst", "RemoveLast", "Clear", "TryRemove", "Dequeue",
        "TryDequeue", "Pop", "TryPop", "TryTake",
    ];

    /// <summary>The collections of a world that its own types inherit, with what their code does to themselves.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, ITypeSymbol InheritedPublishers, List<CollectionUse> Uses)> Of(TypeWorld world)
    {
        if (InheritedPublishers(world.Type) is not { } inherited)
            yield break;
        var places = new List<(IOperation, Body)>();
        foreach (var body in world.Bodies)
            if (SymbolEqualityComparer.Default.Equals(body.Member.ContainingType, world.Type))
                foreach (var operation in body.Root.Descendants())
                    if (operation is IInstanceReferenceOperation && !IsOwn(world, Ops.Use(operation)))
                        places.Add((operation, body));
        if (places.Count == 0)
            yield break;
        var uses = UsageReader.OfPlaces(world, places);
        if (uses.Exists(static use => use.Kind == UseKind.Grow) && !IsTakenFromElsewhere(world))
            yield return (world.Type, inherited, uses);
    }

    private static INamedTypeSymbol? InheritedPublishers(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
            if (CollectionTypes.Contains(current))
                return current;
        return null;
    }

    /// <summary>A member that the type declares itself.</summary>
    private static bool IsOwn(TypeWorld world, IOperation? use) => use switch
    {
        IInvocationOperation call => world.Owns(call.TargetMethod.ContainingType),
        IMemberReferenceOperation member => world.Owns(member.Member.ContainingType),
        _ => false,
    };

    /// <summary>Code of another type takes something out of one.</summary>
    private static bool IsTakenFromElsewhere(TypeWorld world)
    {
        foreach (var name in HandlerRemovals)
            foreach (var mention in Mentions.Of(world.Scope).Named(name))
                if (mention.Parent is MemberAccessExpressionSyntax { Expression: var receiver } access && access.Name == mention
                    && SymbolEqualityComparer.Default.Equals(
                        Models.Of(world.Scope).For(mention.SyntaxTree).GetTypeInfo(receiver).Type?.OriginalDefinition,
                        world.Type.OriginalDefinition))
                    return true;
        return false;
    }
}
