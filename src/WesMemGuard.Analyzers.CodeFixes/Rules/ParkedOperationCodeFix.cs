using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG2004: Use a linked token source.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ParkedOperationCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => ParkedOperationRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || call.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } statement)
            return null;
        var name = FreeName.Like("linked", statement, model);
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (model.GetTypeInfo(argument.Expression).Type?.Name != "CancellationToken")
                continue;
            var changed = statement.ReplaceNode(argument.Expression, SyntaxFactory.ParseExpression(name + ".Token")).WithoutLeadingTrivia();
            var source = $"System.Threading.CancellationTokenSource.CreateLinkedTokenSource({argument.Expression})";
            var linked = Statements.Parse($"using var {name} = {source};")
                .WithLeadingTrivia(statement.GetLeadingTrivia());
            return root.ReplaceNode(statement, [linked, Formatted(changed)]);
        }
        return null;
    }
}
