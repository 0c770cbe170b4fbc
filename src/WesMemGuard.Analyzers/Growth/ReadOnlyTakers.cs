using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Calls and constructors that read a collection and keep no hold of it.</summary>
internal static class ReadOnlyTakers
{
    public static bool Contains(IInvocationOperation call)
    {
        var owner = TypeName.Of(call.TargetMethod.ContainingType);
        return owner is "System.Linq.Enumerable" or "System.String" or "System.Text.Json.JsonSerializer"
            or "System.Threading.Monitor" or "System.Threading.Volatile"
            or "System.Runtime.InteropServices.CollectionsMarshal" or "System.Collections.Generic.CollectionExtensions"
                or "System.Object" or "System.Console"
            or "System.ArgumentNullException" or "System.Collections.Immutable.ImmutableArray"
                or "System.Collections.Frozen.FrozenDictionary" or "System.Collections.Frozen.FrozenSet"
            or "System.Threading.Tasks.Task" or "System.Linq.ImmutableArrayExtensions"
                or "System.Collections.Immutable.ImmutableList" or "System.Collections.Immutable.ImmutableDictionary"
            || owner.StartsWith("Microsoft.Extensions.Logging.", StringComparison.Ordinal);
    }

    /// <summary>A type through which nothing is put in or taken out.</summary>
    public static bool IsView(ITypeSymbol type) => TypeName.Of(type) is "System.Collections.Generic.IEnumerable"
        or "System.Collections.Generic.IReadOnlyCollection" or "System.Collections.Generic.IReadOnlyList"
        or "System.Collections.Generic.IReadOnlyDictionary" or "System.Collections.Generic.IReadOnlySet" or "System.Collections.IEnumerable"
        or "System.ReadOnlySpan";

    public static bool Copies(IObjectCreationOperation creation) =>
        CollectionTypes.Contains(creation.Type);
}
