using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>Source types that make a client or gRPC channel of their own; read from syntax, once per type.</summary>
internal sealed class ClientWrappers
{
    /// <summary>What is looked for: a file without any of these words makes no client.</summary>
    private static readonly string[] Words = ["HttpClient", "ForAddress"];
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    public static ClientWrappers Of(CompilationScope scope) => scope.Part(static _ => new ClientWrappers());

    public bool Contains(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } named
        && named.Locations.Length > 0 && named.Locations[0].IsInSource
        && TypeName.Of(named) is not ("System.Net.Http.HttpClient" or "Grpc.Net.Client.GrpcChannel")
        && !TypeName.Derives(named, "System.Net.Http.HttpMessageHandler")
        && _known.GetOrAdd(named.OriginalDefinition, MakesClient);

    private static bool MakesClient(INamedTypeSymbol type)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences)
            if (TreeWords.MayHaveAny(declaration.SyntaxTree, Words))
                foreach (var node in declaration.GetSyntax().DescendantNodes(Enters))
                    if (IsClient(node))
                        return true;
        return false;
    }

    /// <summary>
    /// Only constructors and initializers of instances count: a client made in a method is judged there, and a static
    /// one is made once.
    /// </summary>
    private static bool Enters(SyntaxNode node) =>
        node is not (MethodDeclarationSyntax or AccessorDeclarationSyntax or LambdaExpressionSyntax or ArrowExpressionClauseSyntax)
        && !(node is MemberDeclarationSyntax { Modifiers: var modifiers } and not BaseTypeDeclarationSyntax
            && modifiers.Any(SyntaxKind.StaticKeyword));

    private static bool IsClient(SyntaxNode node) => node switch
    {
        ObjectCreationExpressionSyntax { Type: var made } creation =>
            Last(made) is "HttpClient" && !Borrows(creation.ArgumentList) && IsKept(node),
        ImplicitObjectCreationExpressionSyntax implied =>
            FieldType(implied) is "HttpClient" && !Borrows(implied.ArgumentList),
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "ForAddress",
                Expression: var target
            }
        } => target.ToString().EndsWith("GrpcChannel", StringComparison.Ordinal) && IsKept(node),
        _ => false,
    };

    private static bool IsKept(SyntaxNode node) =>
        node.Parent is EqualsValueClauseSyntax or AssignmentExpressionSyntax or ArgumentSyntax;

    /// <summary>A client over a handler that somebody else gave.</summary>
    private static bool Borrows(ArgumentListSyntax? arguments) =>
        arguments is { Arguments: { Count: > 0 } list } && list[0].Expression is IdentifierNameSyntax;

    private static string? FieldType(SyntaxNode creation) =>
        creation.Parent
        is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: var type } } }
        ? Last(type)
        : creation.Parent is EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property }
            ? Last(property.Type) : null;

    private static string Last(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        NullableTypeSyntax nullable => Last(nullable.ElementType),
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => type.ToString(),
    };
}
