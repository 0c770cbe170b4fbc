using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Maps from a part of the program to a part of the program: there are as many entries as there is code.
/// </summary>
internal static class CodeParts
{
    private static readonly string[] Behaviours =
    [
        "Strategy", "Factory", "Resolver", "Provider", "Director", "Serializer", "Codec", "Converter", "Formatter", "Invoker",
            "Filter", "Policy", "Mapping", "Metadata", "Descriptor", "Accessor", "Activator",
        "Definition", "Mapper", "Comparer", "Locator", "Builder", "Selector", "Binding", "Bindings", "Schema", "Configuration",
            "Options", "Template", "Plugin", "Symbol", "Extension", "Middleware", "Component", "Setting", "Settings",
            "Configurator", "Type",
    ];

    private static readonly string[] Kinds = ["Type", "Kind", "Category", "Descriptor", "Definition", "Symbol", "Info", "Interface"];

    /// <summary>
    /// As its types are named, it maps kinds of things to behaviour: a name alone makes it a suggestion.
    /// </summary>
    public static bool AreNamedSo(ITypeSymbol collection) => IsKeyedByKind(collection) || KeepsBehaviour(collection)
        || KeepsDescriptions(collection);

    /// <summary>Keeps functions by key.</summary>
    public static bool KeepsFunctions(ITypeSymbol collection) => CollectionTypes.IsMap(collection)
        && CollectionTypes.Kept(collection) is { TypeKind: TypeKind.Delegate };

    /// <summary>
    /// Keeps descriptions of types or members of the program: there is one for each that code has.
    /// </summary>
    public static bool KeepsDescriptions(ITypeSymbol collection)
    {
        if (CollectionTypes.Kept(collection) is not INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } kept)
            return false;
        foreach (var member in kept.GetMembers())
            if (member is IFieldSymbol { IsStatic: false, Type: var part } && BoundedKeys.DescribesCode(part))
                return true;
        return false;
    }

    /// <summary>Keyed by a kind of thing.</summary>
    public static bool IsKeyedByKind(ITypeSymbol collection) =>
        CollectionTypes.IsMap(collection) && collection is INamedTypeSymbol { TypeArguments: { Length: 2 } arguments }
            && IsKind(arguments[0]);

    /// <summary>Holds behaviour that is no data and needs no release.</summary>
    public static bool KeepsBehaviour(ITypeSymbol collection) =>
        CollectionTypes.IsMap(collection) && collection is INamedTypeSymbol { TypeArguments: { Length: 2 } arguments }
            && IsBehaviour(arguments[1]);

    /// <summary>Behaviour compiled for a text that a caller gives.</summary>
    public static bool IsMadeFor(CollectionUse growth)
    {
        if (KeyNames.IsFew(growth.Key) || Ops.Bare(growth.Key) is not { Type.SpecialType: SpecialType.System_String })
            return false;
        foreach (var call in growth.Body.Calls)
            if (call.TargetMethod.Name is "Compile" or "CreateDelegate" or "Parse" or "CompileAsync")
                return true;
        return false;
    }

    private static bool IsKind(ITypeSymbol key) =>
        key.SpecialType == SpecialType.None && Ends(key.Name, Kinds);

    private static bool IsBehaviour(ITypeSymbol kept) =>
        kept.TypeKind == TypeKind.Delegate
            || (Ends(kept.Name, Behaviours) && !TypeName.Implements(kept, "System.IDisposable"));

    private static bool Ends(string name, string[] ends)
    {
        foreach (var end in ends)
            if (name.EndsWith(end, StringComparison.Ordinal))
                return true;
        return false;
    }
}
