using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Keys that every caller in the whole program writes down: constants and the names of its types.</summary>
internal static class KnownCallers
{
    /// <summary>
    /// The key is a parameter, and each call of its method gives a constant or a type's name; a method that nothing
    /// here calls proves nothing.
    /// </summary>
    public static bool GiveNames(TypeWorld world, IOperation? key)
    {
        if (Ops.Symbol(key) is not IParameterSymbol parameter
            || parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            return false;
        var any = false;
        foreach (var mention in Mentions.Of(world.Scope).Of(method))
        {
            if (CallAround(mention) is not { } call || Arguments.Given(call.ArgumentList, parameter) is not { } value
                || !IsName(world, value))
                return false;
            any = true;
        }
        return any;
    }

    private static InvocationExpressionSyntax? CallAround(SimpleNameSyntax mention) => mention.Parent switch
    {
        InvocationExpressionSyntax call => call,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Name == mention => call,
        MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax call } => call,
        _ => null,
    };

    private static bool IsName(TypeWorld world, ExpressionSyntax value)
    {
        while (value is PostfixUnaryExpressionSyntax { Operand: { } inner })
            value = inner;
        if (value is LiteralExpressionSyntax)
            return true;
        var model = Models.Of(world.Scope).For(value.SyntaxTree);
        return model.GetConstantValue(value).HasValue
            || (value is MemberAccessExpressionSyntax { Expression: { } owner, Name.Identifier.ValueText: "FullName" or "Name" }
                && BoundedKeys.DescribesCode(model.GetTypeInfo(owner).Type));
    }
}
