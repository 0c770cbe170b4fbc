using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG1003: Forget the entry in finally.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PendingRequestCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => PendingRequestRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement
            || Removal(node, model) is not { } removal)
            return null;
        var at = block.Statements.IndexOf(statement);
        if (!block.Statements.Skip(at + 1).Any(Waits))
            return null;
        return Statements.WrapInTry(root, block, at + 1, block.Statements.Count, removal, dropNext: false);
    }

    /// <summary>
    /// Where nothing waits for the answer, the end of the block comes before it: finally would forget the entry at
    /// once.
    /// </summary>
    private static bool Waits(StatementSyntax statement)
    {
        foreach (var inner in statement.DescendantNodesAndTokensAndSelf(node => !IsFunction(node)))
            if (inner.IsKind(SyntaxKind.AwaitKeyword) || (inner.AsNode() is InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" or "WaitOne" or "GetResult" }
                }))
                return true;
        return false;
    }

    private static bool IsFunction(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    private static string? Removal(SyntaxNode node, SemanticModel model)
    {
        var (map, key) = node switch
        {
            AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax access } =>
                (access.Expression, access.ArgumentList.Arguments[0].Expression),
            InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax member,
                ArgumentList.Arguments: { Count: >= 2 } arguments
            } => (member.Expression, arguments[0].Expression),
            _ => default,
        };
        if (map is null || key is null)
            return null;
        return model.GetTypeInfo(map).Type?.Name == "ConcurrentDictionary"
            ? $"{map}.TryRemove({key}, out _);" : $"{map}.Remove({key});";
    }
}
