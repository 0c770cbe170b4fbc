using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3003: Share one client.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PerCallClientCodeFix : LeakCodeFix
{
    /// <summary>Whose methods send: all that answer with something do.</summary>
    private static readonly string[] Senders =
        ["System.Net.Http.HttpClient", "System.Net.Http.HttpMessageInvoker", "System.Net.Http.Json.HttpClientJsonExtensions"];

    /// <inheritdoc/>
    protected override string RuleId => PerCallClientRule.Id;

    /// <summary>
    /// A plain client that makes one request: nothing that is set on it, and no cookie, could reach another call
    /// through a shared one.
    /// </summary>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Parent: BlockSyntax } statement
            || statement.Declaration.Variables is not { Count: 1 } one
            || one[0].Initializer?.Value is not BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments.Count: 0 }
            || model.GetDeclaredSymbol(one[0]) is not ILocalSymbol local
            || !TypeName.Is(local.Type, "System.Net.Http.HttpClient")
            || statement.DescendantTrivia().Any(IsSaid)
            || statement.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } type
            || model.Compilation.GetTypeByMetadataName("System.Net.Http.SocketsHttpHandler") is null
            || Request(statement, local, model) is not { } request)
            return null;
        var name = FreeName.Like("Client", statement, model);
        var changed = type.TrackNodes(request, statement);
        changed = changed.ReplaceNode(changed.GetCurrentNode(request)!,
            SyntaxFactory.IdentifierName(name).WithTriviaFrom(request));
        changed = changed.RemoveNode(changed.GetCurrentNode(statement)!, SyntaxRemoveOptions.KeepNoTrivia)!;
        return root.ReplaceNode(type, changed.WithMembers(changed.Members.Insert(0, Formatted(Field(name)))));
    }

    /// <summary>A comment or a directive, which would go with the statement.</summary>
    private static bool IsSaid(SyntaxTrivia trivia) =>
        !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    /// <summary>The only mention of the client, a request.</summary>
    private static IdentifierNameSyntax? Request(SyntaxNode statement, ILocalSymbol local, SemanticModel model)
    {
        var mentions = statement.Parent!.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == local.Name
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local)).ToList();
        return mentions.Count == 1 && IsRequest(mentions[0], model) && FunctionOf(mentions[0]) == FunctionOf(statement)
            ? mentions[0]
            : null;
    }

    private static bool IsRequest(IdentifierNameSyntax client, SemanticModel model) =>
        client.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Expression == client
        && model.GetSymbolInfo(call).Symbol is IMethodSymbol { ReturnsVoid: false } method
        && Senders.Any(sender => TypeName.Is(method.ContainingType, sender));

    private static AnonymousFunctionExpressionSyntax? FunctionOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>();

    private static MemberDeclarationSyntax Field(string name) => SyntaxFactory.ParseMemberDeclaration(
        $"private static readonly System.Net.Http.HttpClient {name} = new(new System.Net.Http.SocketsHttpHandler\n{{\n"
        + "PooledConnectionLifetime = System.TimeSpan.FromMinutes(15),\nUseCookies = false,\n});\n\n")!
        .WithAdditionalAnnotations(Simplifier.Annotation);
}
