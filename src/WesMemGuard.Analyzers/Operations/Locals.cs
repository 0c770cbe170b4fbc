using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>Facts about local variables.</summary>
internal static class Locals
{
    /// <summary>The value a local is declared with; null when it is declared without one.</summary>
    public static IOperation? Initial(ILocalReferenceOperation local, Body body) => body.InitialOf(local.Local);

    /// <summary>The same where only some code around is at hand.</summary>
    public static IOperation? Initial(ISymbol local, IOperation code)
    {
        foreach (var operation in code.Descendants())
            if (operation is IVariableDeclaratorOperation { Initializer.Value: { } value } declarator
                && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
                return value;
        return null;
    }
}
