using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Formatting;
using WesMemGuard.Analyzers.Reporting;

namespace WesMemGuard.Analyzers;

/// <summary>A fix of one rule: it changes the syntax root of one document.</summary>
public abstract class LeakCodeFix : CodeFixProvider
{
    /// <summary>The id of the rule that is fixed.</summary>
    protected abstract string RuleId { get; }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleId);

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create((context, document, found) => FixEachAsync(document, found, context.CancellationToken));

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
            CodeAction.Create(EditorText.Of(RuleText.FixOf(RuleId)), token => Task.FromResult(context.Document.WithSyntaxRoot(changed)),
                equivalenceKey: RuleId),
            context.Diagnostics);
    }

    /// <summary>The root after the fix; null when this shape of code can't be fixed mechanically.</summary>
    protected abstract SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model);

    /// <summary>
    /// One after the other in the code that the ones before have left: two resources of a type get one clean-up, and no
    /// change is lost because another one touches the same lines.
    /// </summary>
    private async Task<Document?> FixEachAsync(Document document, ImmutableArray<Diagnostic> found,
        CancellationToken ct)
    {
        var root = await document.GetSyntaxRootAsync(ct).ConfigureAwait(false);
        if (root is null)
            return document;
        var marks = new Dictionary<SyntaxNode, SyntaxAnnotation>();
        foreach (var finding in found.OrderBy(finding => finding.Location.SourceSpan.Start))
            marks[root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true)] = new SyntaxAnnotation();
        var changed = document.WithSyntaxRoot(root.ReplaceNodes(marks.Keys,
            (old, now) => now.WithAdditionalAnnotations(marks[old])));
        foreach (var mark in marks.Values)
            changed = await FixOneAsync(changed, mark, ct).ConfigureAwait(false);
        return changed;
    }

    private async Task<Document> FixOneAsync(Document document, SyntaxAnnotation mark, CancellationToken ct)
    {
        var root = await document.GetSyntaxRootAsync(ct).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(ct).ConfigureAwait(false);
        var node = root?.GetAnnotatedNodes(mark).FirstOrDefault();
        return node is not null && model is not null && Fix(root!, node, model) is { } fixedRoot
            ? document.WithSyntaxRoot(fixedRoot) : document;
    }

    /// <summary>Marks new code for the formatter.</summary>
    protected static T Formatted<T>(T node) where T : SyntaxNode =>
        node.WithAdditionalAnnotations(Formatter.Annotation);
}
