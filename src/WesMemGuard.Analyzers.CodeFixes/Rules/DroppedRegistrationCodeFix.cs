using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG4004: Keep the registration with using.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DroppedRegistrationCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => DroppedRegistrationRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<StatementSyntax>() is LocalDeclarationStatementSyntax)
            return Statements.WithUsing(root, node, model);
        if (node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax } statement)
            return null;
        var call = statement.Expression is AssignmentExpressionSyntax discard ? discard.Right : statement.Expression;
        if (call is AwaitExpressionSyntax || !Awaits(statement))
            return null;
        var name = FreeName.Like("registration", statement, model);
        return root.ReplaceNode(statement, Statements.Parse($"using var {name} = {call};")
            .WithLeadingTrivia(statement.GetLeadingTrivia()));
    }

    /// <summary>What follows awaits, so the registration is wanted until then.</summary>
    private static bool Awaits(StatementSyntax statement)
    {
        var block = (BlockSyntax)statement.Parent!;
        return block.Statements.Skip(block.Statements.IndexOf(statement))
            .Any(next => next.DescendantNodes().OfType<AwaitExpressionSyntax>().Any());
    }
}
