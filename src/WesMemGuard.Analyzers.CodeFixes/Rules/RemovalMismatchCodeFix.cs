using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG4002: Remove the method itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RemovalMismatchCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => RemovalMismatchRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<AssignmentExpressionSyntax>()
            is not { Right: LambdaExpressionSyntax { ExpressionBody: InvocationExpressionSyntax { Expression: var method } call } lambda })
            return null;
        var parameters = lambda is ParenthesizedLambdaExpressionSyntax list
            ? list.ParameterList.Parameters.Select(parameter => parameter.Identifier.ValueText)
            : [((SimpleLambdaExpressionSyntax)lambda).Parameter.Identifier.ValueText];
        return parameters.SequenceEqual(call.ArgumentList.Arguments.Select(argument => argument.Expression.ToString()))
            ? root.ReplaceNode(lambda, method.WithTriviaFrom(lambda)) : null;
    }
}
