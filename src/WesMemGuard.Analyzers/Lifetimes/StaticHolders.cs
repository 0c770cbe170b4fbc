using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>
/// Types of which a static member or the program's entry holds an instance; looked up for each type that is asked for.
/// </summary>
internal sealed class StaticHolders(CompilationScope scope)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    public static StaticHolders Of(CompilationScope scope) => scope.Part(static known => new StaticHolders(known));

    /// <param name="type">The type whose objects may be kept.</param>
    /// <param name="isApp">Whether another type lives as long as the process.</param>
    public bool Keep(INamedTypeSymbol type, Func<INamedTypeSymbol, bool> isApp) => type.TypeKind == TypeKind.Class && !type.IsAbstract
        && _known.GetOrAdd(type.OriginalDefinition, known => Find(known, isApp));

    private bool Find(ISymbol type, Func<INamedTypeSymbol, bool> isApp)
    {
        var kept = false;
        foreach (var mention in Mentions.Of(scope).Of(type,
            static place => IsMadeByCall(place) || Keeps(place) || ServiceAround(place) is not null))
        {
            if (IsMadeByCall(mention))
                return false;
            kept |= Keeps(mention) || IsOfService(mention, isApp);
        }
        return kept;
    }

    /// <summary>Ordinary code makes more of it: the static one is one of many, such as an empty one.</summary>
    private static bool IsMadeByCall(SimpleNameSyntax mention)
    {
        var type = mention.Parent is QualifiedNameSyntax full && full.Right == mention ? (TypeSyntax)full : mention;
        var isMade = type.Parent switch
        {
            ObjectCreationExpressionSyntax creation => creation.Type == type,
            VariableDeclarationSyntax { Variables: { Count: 1 } one } =>
                one[0].Initializer?.Value is ImplicitObjectCreationExpressionSyntax,
            _ => false,
        };
        return isMade
            && type.FirstAncestorOrSelf<MemberDeclarationSyntax>() is MethodDeclarationSyntax { Identifier.ValueText: not "Main" };
    }

    private static bool Keeps(SimpleNameSyntax mention)
    {
        for (var node = mention.Parent; node is not null; node = node.Parent)
            switch (node)
            {
                case TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.ValueText: not "Lazy" } }:
                    return false;
                case VariableDeclarationSyntax { Parent: FieldDeclarationSyntax field } declaration:
                    return declaration.Type.Span.Contains(mention.Span) && IsStatic(field);
                case PropertyDeclarationSyntax property:
                    return property.Type.Span.Contains(mention.Span) && IsStatic(property)
                        && (property.Initializer is not null
                            || property.AccessorList?.Accessors.All(accessor => accessor.Body is null
                        && accessor.ExpressionBody is null) == true);
                case ObjectCreationExpressionSyntax creation when creation.Type.Span.Contains(mention.Span):
                    return IsProgram(creation);
                case ExpressionSyntax or NullableTypeSyntax or TypeArgumentListSyntax:
                    break;
                default:
                    return false;
            }
        return false;
    }

    /// <summary>
    /// A service that lives as long as the process has one in a field that is set with it, or is given one by the container.
    /// </summary>
    private bool IsOfService(SimpleNameSyntax mention, Func<INamedTypeSymbol, bool> isApp) =>
        ServiceAround(mention) is { } declaration
        && Models.Of(scope).For(declaration.SyntaxTree).GetDeclaredSymbol(declaration) is INamedTypeSymbol owner
        && isApp(owner);

    /// <summary>The type that has a field of it, or whose constructor is given one.</summary>
    private static TypeDeclarationSyntax? ServiceAround(SimpleNameSyntax mention) =>
        ExternalReach.Taking(mention) is not null || mention.Parent is VariableDeclarationSyntax { Parent: FieldDeclarationSyntax }
        ? mention.FirstAncestorOrSelf<TypeDeclarationSyntax>() : null;

    private static bool IsStatic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.StaticKeyword)
        && member.AttributeLists.Count == 0;

    /// <summary>
    /// Made once, by a statement of the entry point itself, in a program that serves until it is stopped.
    /// </summary>
    private static bool IsProgram(SyntaxNode creation) => IsEntry(creation) && Says(creation.SyntaxTree, "Build")
        && (Says(creation.SyntaxTree, "WebApplication") || Says(creation.SyntaxTree, "Host"));

    private static bool Says(SyntaxTree tree, string name) => Mentions.Named(tree, name).Any();

    private static bool IsEntry(SyntaxNode creation)
    {
        for (var node = creation.Parent; node is not null; node = node.Parent)
            switch (node)
            {
                case GlobalStatementSyntax:
                    return true;
                case MethodDeclarationSyntax method:
                    return method.Identifier.ValueText == "Main" && method.Modifiers.Any(SyntaxKind.StaticKeyword);
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or ForStatementSyntax
                    or ForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax:
                    return false;
                default:
                    break;
            }
        return false;
    }
}
