using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG4006: Wait with WaitAsync.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RacedDelayCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => RacedDelayRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task")?.GetMembers("WaitAsync").IsEmpty != false)
            return null;
        var delay = node.FirstAncestorOrSelf<InvocationExpressionSyntax>();
        if (delay?.Parent?.Parent?.Parent
            is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } operands, Parent: AwaitExpressionSyntax awaited }
            || delay.ArgumentList.Arguments.Count != 1)
            return null;
        var task = operands[0].Expression;
        if (task == delay || awaited.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } statement)
            return null;
        var limit = delay.ArgumentList.Arguments[0].Expression;
        var time = model.GetTypeInfo(limit).Type?.SpecialType == SpecialType.System_Int32
            ? $"System.TimeSpan.FromMilliseconds({limit})" : limit.ToString();
        var wait = $"await {task}.WaitAsync({time});";
        if (statement is IfStatementSyntax { Else: null } branch && Throws(branch.Statement)
            && branch.Condition is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } comparison
            && comparison.Right.ToString() == task.ToString())
            return root.ReplaceNode(statement, Statements.Parse(wait).WithLeadingTrivia(statement.GetLeadingTrivia()));
        return statement is ExpressionStatementSyntax
            ? root.ReplaceNode(statement,
                Statements.Parse("try\n{\n" + wait + "\n}\n"
                    + "catch (System.TimeoutException)\n{\n    // The wait is over; the task goes on.\n}")
                .WithLeadingTrivia(statement.GetLeadingTrivia()))
            : null;
    }

    private static bool Throws(StatementSyntax statement)
    {
        var only = statement is BlockSyntax { Statements: { Count: 1 } list } ? list[0] : statement;
        return only is ThrowStatementSyntax
        {
            Expression: ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: "TimeoutException" } },
        };
    }
}
