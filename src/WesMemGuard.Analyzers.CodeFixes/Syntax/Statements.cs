using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace WesMemGuard.Analyzers.Syntax;

/// <summary>Changes of statements that several fixes make.</summary>
internal static class Statements
{
    private const string NewLine = "\n";

    /// <summary>Names of types are written in full: what the file imports shortens them.</summary>
    public static StatementSyntax Parse(string text) =>
        SyntaxFactory.ParseStatement(text + NewLine).WithAdditionalAnnotations(Formatter.Annotation,
            Simplifier.Annotation);

    /// <summary>
    /// Turns <c>var x = …;</c> into <c>using var x = …;</c>; null where x is nothing that <c>using</c> disposes, or is
    /// wanted later.
    /// </summary>
    public static SyntaxNode? WithUsing(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { } declaration
            || declaration.UsingKeyword.RawKind != 0 || declaration.Declaration.Variables.Count != 1
            || model.GetDeclaredSymbol(declaration.Declaration.Variables[0]) is not ILocalSymbol local
            || !Disposables.Contain(local.Type)
            || declaration.Parent is not (BlockSyntax or GlobalStatementSyntax))
            return null;
        var scope = declaration.Parent is GlobalStatementSyntax { Parent: { } program } ? program : declaration.Parent;
        if (IsSetAgain(scope, local, model) || HandedOn.Is(local, scope, model))
            return null;
        var keyword = SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithLeadingTrivia(declaration.GetLeadingTrivia())
            .WithTrailingTrivia(SyntaxFactory.Space);
        return root.ReplaceNode(declaration, declaration.WithoutLeadingTrivia().WithUsingKeyword(keyword));
    }

    /// <summary>A variable of using can't take another value, nor be given away by reference.</summary>
    private static bool IsSetAgain(SyntaxNode scope, ILocalSymbol local, SemanticModel model)
    {
        foreach (var name in scope.DescendantNodes().OfType<IdentifierNameSyntax>())
            if (name.Identifier.ValueText == local.Name
                && (IsTarget(name) || name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 })
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local))
                return true;
        return false;
    }

    private static bool IsTarget(ExpressionSyntax name) =>
        name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name;

    public static SyntaxNode? InsertBefore(SyntaxNode root, SyntaxNode node, string text) =>
        node.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax } statement
            ? root.InsertNodesBefore(statement, [Parse(text).WithLeadingTrivia(statement.GetLeadingTrivia())])
            : null;

    public static SyntaxNode? InsertAfter(SyntaxNode root, SyntaxNode node, string text) =>
        node.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax } statement
            ? root.InsertNodesAfter(statement, [Parse(text)])
            : null;

    /// <summary>Puts statements into try and the given text into finally.</summary>
    public static SyntaxNode? WrapInTry(SyntaxNode root, BlockSyntax block, int from, int to, string last,
        bool dropNext)
    {
        if (to <= from)
            return null;
        var inside = SyntaxFactory.Block(block.Statements.Skip(from).Take(to - from));
        var attempt = SyntaxFactory.TryStatement(inside, default, SyntaxFactory.FinallyClause(SyntaxFactory.Block(Parse(last))))
            .WithAdditionalAnnotations(Formatter.Annotation);
        var statements =
            block.Statements.Take(from).Append(attempt).Concat(block.Statements.Skip(dropNext ? to + 1 : to));
        return root.ReplaceNode(block, block.WithStatements(SyntaxFactory.List(statements))
            .WithAdditionalAnnotations(Formatter.Annotation));
    }
}
