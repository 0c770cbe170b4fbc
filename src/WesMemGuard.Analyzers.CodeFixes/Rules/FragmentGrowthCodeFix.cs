using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3005: Refuse messages over 16 MiB.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class FragmentGrowthCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => FragmentGrowthAnalyzer.Id;

    /// <inheritdoc/>
    protected override string Title => "Refuse messages over 16 MiB";

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>()
            is not { Expression: MemberAccessExpressionSyntax { Expression: var buffer } })
            return null;
        var size = model.GetTypeInfo(buffer).Type?.Name switch
        {
            "List" => "Count",
            "ArrayBufferWriter" => "WrittenCount",
            _ => "Length",
        };
        var refusal = ShortName.Of("System.IO.InvalidDataException", node, model);
        return Statements.InsertAfter(root, node,
            $"if ({buffer}.{size} > 16 * 1024 * 1024)\n    throw new {refusal}(\"The message exceeds 16 MiB.\");");
    }
}
