using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Syntax;

/// <summary>Adds statements to a type's clean-up, or gives it one.</summary>
internal static class CleanUpMembers
{
    private static readonly string[] Names = ["Dispose", "DisposeAsync", "DisposeAsyncCore", "StopAsync"];

    /// <summary>
    /// Puts the statement first in the type's clean-up; adds <c>IDisposable</c> and <c>Dispose</c> where there is none.
    /// </summary>
    public static SyntaxNode? Add(SyntaxNode root, SyntaxNode node, SemanticModel model, string statement)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
            return null;
        foreach (var method in Of(type))
            return method.Body is { } body
                ? root.ReplaceNode(body, WithFirst(body, statement)) : ReplaceArrow(root, method, statement);
        return CanGet(type, model) ? root.ReplaceNode(type, Create(type, statement)) : null;
    }

    /// <summary>A class of objects that neither a base class nor another part of it makes disposable already.</summary>
    private static bool CanGet(TypeDeclarationSyntax type, SemanticModel model) => type is ClassDeclarationSyntax
        && model.GetDeclaredSymbol(type) is { IsStatic: false } owner && !TypeName.IsDisposable(owner)
        && owner.GetMembers("Dispose").IsEmpty
        && !owner.AllInterfaces.Any(contract => contract.TypeKind == TypeKind.Error);

    /// <summary>The methods of a type that clean up, the one to change first.</summary>
    public static IEnumerable<MethodDeclarationSyntax> Of(TypeDeclarationSyntax type)
    {
        foreach (var name in Names)
            foreach (var member in type.Members)
                if (member is MethodDeclarationSyntax method && method.Identifier.ValueText == name)
                    yield return method;
    }

    private static BlockSyntax WithFirst(BlockSyntax body, string statement) =>
        body.WithStatements(body.Statements.Insert(0,
            Statements.Parse(statement))).WithAdditionalAnnotations(Formatter.Annotation);

    private static SyntaxNode? ReplaceArrow(SyntaxNode root, MethodDeclarationSyntax method, string statement)
    {
        if (method.ExpressionBody is not { Expression: var expression }
            || method.ReturnType is not PredefinedTypeSyntax)
            return null;
        var body = SyntaxFactory.Block(Statements.Parse(statement),
            SyntaxFactory.ExpressionStatement(expression.WithoutTrivia()));
        return root.ReplaceNode(method, method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body)
            .WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static TypeDeclarationSyntax Create(TypeDeclarationSyntax type, string statement)
    {
        var member = SyntaxFactory.ParseMemberDeclaration("public void Dispose()\n{\n" + statement
            + "\n}\n")!.WithLeadingTrivia(SyntaxFactory.LineFeed).WithAdditionalAnnotations(Formatter.Annotation);
        var contract = SyntaxFactory.SimpleBaseType(SyntaxFactory.ParseTypeName("System.IDisposable"))
            .WithAdditionalAnnotations(Simplifier.Annotation);
        var bases = type.BaseList is { } list
            ? list.WithTypes(list.Types.Add(contract))
            : SyntaxFactory.BaseList(SyntaxFactory.SingletonSeparatedList<BaseTypeSyntax>(contract))
                .WithTrailingTrivia(SyntaxFactory.LineFeed);
        var named = type.BaseList is null
            && type.ParameterList is null ? type.WithIdentifier(type.Identifier.WithTrailingTrivia(SyntaxFactory.Space)) : type;
        return (TypeDeclarationSyntax)((TypeDeclarationSyntax)named.WithBaseList(bases)).AddMembers(member)
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
