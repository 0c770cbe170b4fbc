using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>Arguments as they are written.</summary>
internal static class Arguments
{
    /// <summary>What a call gives for a parameter, by its name or its place; null: nothing.</summary>
    public static ExpressionSyntax? Given(ArgumentListSyntax? list, IParameterSymbol parameter)
    {
        if (list is not { Arguments: var arguments })
            return null;
        foreach (var argument in arguments)
            if (argument.NameColon?.Name.Identifier.ValueText == parameter.Name)
                return argument.Expression;
        return parameter.Ordinal < arguments.Count && arguments[parameter.Ordinal].NameColon is null
            ? arguments[parameter.Ordinal].Expression : null;
    }
}
