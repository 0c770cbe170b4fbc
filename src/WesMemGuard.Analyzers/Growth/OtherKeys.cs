using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Removals that ask for another spelling of the key than the one that was put in and found: they take out nothing.
/// </summary>
internal static class OtherKeys
{
    private static readonly Regex Spelling = new(@"\.(ToLowerInvariant|ToUpperInvariant|ToLower|ToUpper|Trim)\(\)",
        RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The removals of a map made without a comparer that found the entry by the key as it is.</summary>
    public static IEnumerable<IOperation> Of(TypeWorld world, TrackedCollection map)
    {
        if (!CollectionTypes.IsMap(map.Type) || HasComparer(world, map) || !map.Uses.Exists(use => use.Kind == UseKind.Grow)
            || map.Uses.Exists(use => use.Kind == UseKind.Grow && (use.Key is null || IsSpelled(use.Key))))
            yield break;
        foreach (var shrink in map.Uses)
            if (shrink is { Kind: UseKind.Shrink, Place: IInvocationOperation { TargetMethod.Name: "Remove" or "TryRemove" } removal }
                && Ops.ArgumentAt(removal, 0) is { } key && IsSpelled(key) && IsFoundAs(map, shrink, Plain(key)))
                yield return removal;
    }

    private static bool IsFoundAs(TrackedCollection map, CollectionUse removal, string key)
    {
        foreach (var use in map.Uses)
            if (use.Place is IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey" } look
                && ReferenceEquals(use.Body, removal.Body) && look.Syntax.SpanStart < removal.Place.Syntax.SpanStart
                && Ops.ArgumentAt(look, 0) is { } asked && !IsSpelled(asked) && Plain(asked) == key)
                return true;
        return false;
    }

    private static bool IsSpelled(IOperation key) => Spelling.IsMatch(key.Syntax.ToString());

    private static string Plain(IOperation key) => Spelling.Replace(key.Syntax.ToString(), "");

    public static bool HasComparer(TypeWorld world, TrackedCollection map)
    {
        foreach (var body in world.Bodies)
            foreach (var creation in body.Creations)
                if (SymbolEqualityComparer.Default.Equals(creation.Type, map.Type))
                    foreach (var argument in creation.Arguments)
                        if (argument.Parameter?.Type.Name == "IEqualityComparer")
                            return true;
        return false;
    }
}
