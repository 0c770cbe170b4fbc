using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Collections that an object of a nested type is given when it is made, as handles of subscriptions are: what they do with it
/// is done in the same world.
/// </summary>
internal static class HandedParts
{
    /// <summary>Where the nested type names what it was given; null where that can't be followed.</summary>
    public static List<(IOperation Place, Body Body)>? Places(TypeWorld world, IArgumentOperation argument)
    {
        if (argument is not { Parameter: { RefKind: RefKind.None } parameter, Parent: IObjectCreationOperation made }
            || made.Constructor is not { } constructor
            || constructor.ContainingType is not { DeclaredAccessibility: Accessibility.Private } type || !world.Owns(type))
            return null;
        var found = new List<(IOperation, Body)>();
        foreach (var body in world.Bodies)
            foreach (var mention in body.ReferencesTo(parameter.OriginalDefinition))
                if (Ops.Parent(mention, out _) is IAssignmentOperation { Target: IMemberReferenceOperation { Member: var kept } } put
                    && Ops.Contains(put.Value, mention))
                    found.AddRange(Uses(world, kept));
                else if (mention.Parent is IFieldInitializerOperation { InitializedFields: { Length: 1 } fields })
                    found.AddRange(Uses(world, fields[0]));
                else
                    found.Add((mention, body));
        return found.Count > 0 || IsOfType(constructor) ? found : null;
    }

    private static IEnumerable<(IOperation, Body)> Uses(TypeWorld world, ISymbol kept)
    {
        foreach (var (place, body) in world.UsesOf(kept))
            if (!(Ops.Parent(place, out var child) is IAssignmentOperation put && ReferenceEquals(put.Target, child)))
                yield return (place, body);
    }

    /// <summary>A primary constructor: a parameter that nothing names is not kept.</summary>
    private static bool IsOfType(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences is { Length: > 0 } places
        && places[0].GetSyntax() is TypeDeclarationSyntax;
}
