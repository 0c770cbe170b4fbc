using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG2001: Bound the channel; writers wait.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UnboundedChannelCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => UnboundedChannelRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || call.Expression is not MemberAccessExpressionSyntax
            {
                Name: GenericNameSyntax { Identifier.ValueText: "CreateUnbounded" } name,
            })
            return null;
        if (DropsWrites(root, call, model) || Bounded(call.ArgumentList, model) is not { } arguments)
            return null;
        var bounded = ((MemberAccessExpressionSyntax)call.Expression)
            .WithName(name.WithIdentifier(SyntaxFactory.Identifier("CreateBounded")));
        return root.ReplaceNode(call,
            call.WithExpression(bounded).WithArgumentList(arguments.WithTriviaFrom(call.ArgumentList)));
    }

    /// <summary>The capacity, with the options that are set in the call; null where they are made elsewhere.</summary>
    private static ArgumentListSyntax? Bounded(ArgumentListSyntax given, SemanticModel model)
    {
        if (given.Arguments.Count == 0)
            return SyntaxFactory.ParseArgumentList("(1024)");
        if (given.Arguments is not { Count: 1 } one
            || one[0].Expression is not BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } } options)
            return null;
        var type = ShortName.Of("System.Threading.Channels.BoundedChannelOptions", given, model);
        var set = options.Initializer is { } initializer ? " " + initializer.WithoutTrivia().ToFullString() : "";
        return SyntaxFactory.ParseArgumentList($"(new {type}(1024){set})");
    }

    /// <summary>
    /// Something near writes with TryWrite and looks at no answer: a full channel would lose what it writes, and say
    /// nothing.
    /// </summary>
    private static bool DropsWrites(SyntaxNode root, SyntaxNode call, SemanticModel model)
    {
        var around = call.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault() ?? root;
        return around.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(write => IsTryWrite(write)
            && IsDropped(write, model));
    }

    private static bool IsTryWrite(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == "TryWrite",
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText == "TryWrite",
        _ => false,
    };

    private static bool IsDropped(ExpressionSyntax answer, SemanticModel model)
    {
        while (answer.Parent is ParenthesizedExpressionSyntax
            || (answer.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == answer))
            answer = (ExpressionSyntax)answer.Parent;
        return answer.Parent switch
        {
            AssignmentExpressionSyntax taken => model.GetSymbolInfo(taken.Left).Symbol is IDiscardSymbol,
            ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax or ForStatementSyntax =>
                true,
            _ => false,
        };
    }
}
