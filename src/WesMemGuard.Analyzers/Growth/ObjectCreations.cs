using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Where the program makes objects of a type, and what becomes of them there.</summary>
internal sealed class ObjectCreations(CompilationScope scope)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _ofCalls = new(SymbolEqualityComparer.Default);

    public static ObjectCreations Of(CompilationScope scope) => scope.Part(static known => new ObjectCreations(known));

    /// <summary>
    /// Every object of the type is made by some method for its own use: kept in a local or handed on, never in a member
    /// or a collection, so it goes when the call has ended.
    /// </summary>
    public bool AreOfCalls(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class, IsAbstract: false }
        && _ofCalls.GetOrAdd(type.OriginalDefinition, known => ReadCalls((INamedTypeSymbol)known));

    /// <summary>
    /// Every object of the type is made while another one or the program is set up: by constructors of types that are
    /// no call's own, and by the entry point.
    /// </summary>
    public bool AreOfSetUp(INamedTypeSymbol type)
    {
        var any = false;
        foreach (var creation in CreationsOf(type))
        {
            if (creation.FirstAncestorOrSelf<SyntaxNode>(node => node is AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax)
                is not (ConstructorDeclarationSyntax or GlobalStatementSyntax) || IsOfCalledType(creation))
                return false;
            any = true;
        }
        return any;
    }

    /// <summary>An ordinary method makes one whenever it is called, and not only where none is there.</summary>
    public bool AreOfSomeCall(INamedTypeSymbol type) => CreationsOf(type).Any(static creation =>
        creation.FirstAncestorOrSelf<SyntaxNode>(static node => node is AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax)
            is MethodDeclarationSyntax && !creation.Parent.IsKind(SyntaxKind.CoalesceAssignmentExpression));

    /// <summary>Every object of the type is made by a static constructor or for a static field.</summary>
    public bool AreOfStatics(INamedTypeSymbol type)
    {
        var any = false;
        foreach (var creation in CreationsOf(type))
        {
            var around = creation.FirstAncestorOrSelf<SyntaxNode>(static node =>
                node is AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax);
            if (around is not (ConstructorDeclarationSyntax or FieldDeclarationSyntax)
                || !((MemberDeclarationSyntax)around).Modifiers.Any(SyntaxKind.StaticKeyword))
                return false;
            any = true;
        }
        return any;
    }

    private bool IsOfCalledType(SyntaxNode creation) =>
        creation.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
        && Models.Of(scope).For(declaration.SyntaxTree).GetDeclaredSymbol(declaration) is INamedTypeSymbol maker
        && AreOfCalls(maker);

    /// <summary>The calls of a constructor in the whole program, as <c>new T(...)</c> writes them.</summary>
    public IEnumerable<ObjectCreationExpressionSyntax> CreationsOf(INamedTypeSymbol type)
    {
        foreach (var mention in Mentions.Of(scope).Of(type.OriginalDefinition, static place => Creation(place) is not null))
            yield return Creation(mention)!;
    }

    private bool ReadCalls(INamedTypeSymbol type)
    {
        var any = false;
        foreach (var mention in Mentions.Of(scope).Of(type, place => Creation(place) is not null || IsKept(place, type)))
        {
            if (Creation(mention) is not { } creation || !IsOfCall(creation))
                return false;
            any = true;
        }
        return any;
    }

    private static ObjectCreationExpressionSyntax? Creation(SimpleNameSyntax mention)
    {
        var name = mention.Parent is QualifiedNameSyntax full && full.Right == mention ? (TypeSyntax)full : mention;
        return name.Parent is ObjectCreationExpressionSyntax creation && creation.Type == name ? creation : null;
    }

    /// <summary>
    /// In an ordinary method's own code: into a local, or as an argument of something that is no collection.
    /// </summary>
    private static bool IsOfCall(ObjectCreationExpressionSyntax creation)
    {
        if (creation.FirstAncestorOrSelf<SyntaxNode>(node => node is AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax
            or LocalFunctionStatementSyntax) is not MethodDeclarationSyntax { Identifier.ValueText: not "Main" })
            return false;
        return creation.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: StatementSyntax } } => true,
            MemberAccessExpressionSyntax or ExpressionStatementSyntax => true,
            ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax } => true,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } =>
                MethodNames.Effect(LastName.Of(call.Expression) ?? "") != UseKind.Grow,
            _ => false,
        };
    }

    /// <summary>A member of another type, or a container that is told the type, may keep one for longer.</summary>
    private static bool IsKept(SimpleNameSyntax mention, INamedTypeSymbol type)
    {
        for (var node = mention.Parent; node is not null; node = node.Parent)
            switch (node)
            {
                case TypeOfExpressionSyntax:
                case TypeArgumentListSyntax { Parent.Parent: MemberAccessExpressionSyntax or InvocationExpressionSyntax }:
                    return true;
                case BaseListSyntax or UsingDirectiveSyntax:
                    return node is BaseListSyntax;
                case FieldDeclarationSyntax or PropertyDeclarationSyntax or EventFieldDeclarationSyntax:
                    return !IsIn(type, node) && !IsInCode(mention);
                case MemberDeclarationSyntax:
                    return false;
                default:
                    break;
            }
        return false;
    }

    private static bool IsInCode(SyntaxNode mention) =>
        mention.FirstAncestorOrSelf<SyntaxNode>(node => node is BlockSyntax or ArrowExpressionClauseSyntax) is not null;

    private static bool IsIn(INamedTypeSymbol type, SyntaxNode node)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences)
            if (declaration.SyntaxTree == node.SyntaxTree && declaration.Span.Contains(node.Span))
                return true;
        return false;
    }
}
