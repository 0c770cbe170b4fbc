using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Hosting;

namespace WesMemGuard.Analyzers.Flow;

/// <summary>Facts about local variables.</summary>
internal static class Locals
{
    /// <summary>The value a local is declared with; null when it is declared without one.</summary>
    public static IOperation? Initial(ILocalReferenceOperation local, Body body)
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IVariableDeclaratorOperation { Initializer.Value: { } value } declarator
                && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local))
                return value;
        return null;
    }
}
