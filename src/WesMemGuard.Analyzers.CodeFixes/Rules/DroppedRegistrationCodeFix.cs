using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Operations;
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
        if (node.FirstAncestorOrSelf<StatementSyntax>() is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } declared })
            return declared[0].Initializer is { Value: var kept } && IsHandle(model, kept) ? Statements.WithUsing(root, node, model) : null;
        if (node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax } statement)
            return null;
        var call = statement.Expression is AssignmentExpressionSyntax discard ? discard.Right : statement.Expression;
        if (call is AwaitExpressionSyntax || !IsHandle(model, call) || !Awaits(statement))
            return null;
        var name = FreeName.Like("registration", statement, model);
        return root.ReplaceNode(statement, Statements.Parse($"using var {name} = {call};")
            .WithLeadingTrivia(statement.GetLeadingTrivia()));
    }

    /// <summary>Its disposal ends the registration; what doesn't bind is believed.</summary>
    private static bool IsHandle(SemanticModel model, ExpressionSyntax call) =>
        model.GetTypeInfo(call).Type is null or IErrorTypeSymbol
        || TypeName.Derives(model.GetTypeInfo(call).Type, "System.IDisposable");

    /// <summary>What follows awaits, so the registration is wanted until then.</summary>
    private static bool Awaits(StatementSyntax statement)
    {
        var block = (BlockSyntax)statement.Parent!;
        return block.Statements.Skip(block.Statements.IndexOf(statement))
            .Any(next => next.DescendantNodes().OfType<AwaitExpressionSyntax>().Any());
    }
}
