using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Formatting;

namespace WesMemGuard.Analyzers;

/// <summary>A fix of one rule: it changes the syntax root of one document.</summary>
public abstract class LeakCodeFix : CodeFixProvider
{
    /// <summary>The id of the rule that is fixed.</summary>
    protected abstract string RuleId { get; }

    /// <summary>What the fix does, as the editor shows it.</summary>
    protected abstract string Title { get; }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleId);

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return;
        var node = root.FindNode(context.Span, getInnermostNodeForTie: true);
        if (Fix(root, node, model) is not { } changed)
            return;
        context.RegisterCodeFix(
            CodeAction.Create(Title, token => Task.FromResult(context.Document.WithSyntaxRoot(changed)), equivalenceKey: RuleId),
            context.Diagnostics);
    }

    /// <summary>The root after the fix; null when this shape of code can't be fixed mechanically.</summary>
    protected abstract SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model);

    /// <summary>Marks new code for the formatter.</summary>
    protected static T Formatted<T>(T node) where T : SyntaxNode => node.WithAdditionalAnnotations(Formatter.Annotation);
}
