using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Syntax;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG5002: Hoist it into a static field.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RuntimeCodeCodeFix : LeakCodeFix
{
    private const string Serializer = "System.Xml.Serialization.XmlSerializer";

    /// <inheritdoc/>
    protected override string RuleId => RuntimeCodeRule.Id;

    /// <inheritdoc/>
    protected override SyntaxNode? Fix(SyntaxNode root, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>() is not { ArgumentList: { } arguments } creation
            || creation.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || !TypeName.Is(model.GetTypeInfo(creation).Type, Serializer))
            return null;
        if (Target(arguments) is not { } target || NamesOwnOfMethod(arguments, model)
            || !arguments.Arguments.Skip(1).All(argument => IsConstant(argument.Expression, model)))
            return null;
        var name = FreeName.Like(target + "Serializer", creation, model);
        var field = SyntaxFactory.ParseMemberDeclaration(
            $"private static readonly {ShortName.Of(Serializer, creation, model)} {name} = {creation.WithoutTrivia()};\n\n")!;
        var changed = type.ReplaceNode(creation, SyntaxFactory.IdentifierName(name).WithTriviaFrom(creation));
        return root.ReplaceNode(type, Formatted(changed.WithMembers(changed.Members.Insert(0, Formatted(field)))));
    }

    private static string? Target(ArgumentListSyntax arguments) =>
        arguments.Arguments.Count > 0
            && arguments.Arguments[0].Expression is TypeOfExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: var name } }
            ? name : null;

    /// <summary>A constant or a type parameter of the method: a field can't name it.</summary>
    private static bool NamesOwnOfMethod(SyntaxNode arguments, SemanticModel model) =>
        arguments.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            model.GetSymbolInfo(name).Symbol is ILocalSymbol or ITypeParameterSymbol { DeclaringMethod: not null });

    private static bool IsConstant(ExpressionSyntax argument, SemanticModel model) => argument switch
    {
        TypeOfExpressionSyntax => true,
        ObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: var inner } =>
            inner.All(value => IsConstant(value.Expression, model)),
        _ => model.GetConstantValue(argument).HasValue,
    };
}
