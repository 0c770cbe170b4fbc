using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3005: Refuse messages over 16 MiB.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class FragmentGrowthCodeFix : LeakCodeFix
{
    /// <inheritdoc/>
    protected override string RuleId => FragmentGrowthRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var buffer } }
            || SizeOf(model.GetTypeInfo(buffer).Type) is not { } size)
            return null;
        var refusal = ShortName.Of("System.IO.InvalidDataException", node, model);
        return Statements.InsertAfter(root, node,
            $"if ({buffer}.{size} > 16 * 1024 * 1024)\n    throw new {refusal}(\"The message exceeds 16 MiB.\");");
    }

    /// <summary>The property that says how much has been gathered; null where the type has none.</summary>
    private static string? SizeOf(ITypeSymbol? gathering) => TypeName.Of(gathering) switch
    {
        "System.Collections.Generic.List" => "Count",
        "System.Buffers.ArrayBufferWriter" => "WrittenCount",
        "System.IO.MemoryStream" or "System.Text.StringBuilder" => "Length",
        _ => null,
    };
}
