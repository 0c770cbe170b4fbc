using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Hosting;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Maps from a part of the program to a part of the program: there are as many entries as there is code.</summary>
internal static class CodeParts
{
    private static readonly string[] Behaviours =
    [
        "Strategy", "Factory", "Resolver", "Provider", "Director", "Serializer", "Codec", "Converter", "Formatter", "Invoker", "Filter", "Policy", "Mapping", "Metadata", "Descriptor", "Accessor", "Activator",
        "Definition", "Mapper", "Comparer", "Locator", "Builder", "Selector", "Binding", "Bindings", "Schema", "Configuration", "Options", "Template", "Plugin", "Symbol", "Extension", "Middleware", "Component", "Setting", "Settings",
    ];

    private static readonly string[] Kinds = ["Type", "Kind", "Category", "Descriptor", "Definition", "Symbol", "Info", "Interface"];

    /// <summary>Keyed by a kind of thing, or holding behaviour that is no data and needs no release.</summary>
    public static bool Contains(ITypeSymbol collection)
    {
        if (!CollectionTypes.IsMap(collection) || collection is not INamedTypeSymbol { TypeArguments: { Length: 2 } arguments })
            return false;
        return IsKind(arguments[0]) || IsBehaviour(arguments[1]);
    }

    private static bool IsKind(ITypeSymbol key) =>
        key.SpecialType == SpecialType.None && Ends(key.Name, Kinds);

    private static bool IsBehaviour(ITypeSymbol kept) =>
        kept.TypeKind == TypeKind.Delegate || (Ends(kept.Name, Behaviours) && !TypeName.Implements(kept, "System.IDisposable"));

    private static bool Ends(string name, string[] ends)
    {
        foreach (var end in ends)
            if (name.EndsWith(end, StringComparison.Ordinal))
                return true;
        return false;
    }
}
