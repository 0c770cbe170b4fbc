using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using WesMemGuard.Analyzers.GuardFiles;
using WesMemGuard.Analyzers.Reporting;

namespace WesMemGuard.Analyzers;

/// <summary>Puts the name that was meant into a scenario or budget file.</summary>
public abstract class RightNameCodeFix : CodeFixProvider
{
    /// <summary>The id of the rule that is fixed.</summary>
    protected abstract string RuleId { get; }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(RuleId);

    /// <inheritdoc/>
    public sealed override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var finding in context.Diagnostics)
        {
            if (!finding.Properties.TryGetValue(FileReport.RightName, out var name) || name is null)
                continue;
            var (file, span) = (context.TextDocument, finding.Location.SourceSpan);
            var action = CodeAction.Create(EditorText.Of(RuleText.Write(name)), token => WriteAsync(file, span, name, token),
                equivalenceKey: RuleId);
            context.RegisterCodeFix(action, finding);
        }
        return Task.CompletedTask;
    }

    private static async Task<Solution> WriteAsync(TextDocument file, TextSpan span, string name, CancellationToken ct)
    {
        var text = await file.GetTextAsync(ct).ConfigureAwait(false);
        return file.Project.Solution.WithAdditionalDocumentText(file.Id, text.Replace(span, "\"" + name + "\""));
    }
}
