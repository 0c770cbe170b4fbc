using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.World;

/// <summary>The code of methods outside the type that is judged, bound when a rule asks for it.</summary>
internal sealed class ForeignCode(CompilationScope scope)
{
    private const int LongestText = 20_000;
    private readonly ConcurrentDictionary<ISymbol, Body?> _known = new(SymbolEqualityComparer.Default);

    public static ForeignCode Of(CompilationScope scope) => scope.Part(known => new ForeignCode(known));

    /// <summary>Null for abstract, generated and very long methods, and for those of other assemblies.</summary>
    public Body? BodyOf(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        return definition.DeclaringSyntaxReferences.IsEmpty || definition.IsAbstract
            ? null : _known.GetOrAdd(definition, Bind);
    }

    /// <summary>The method or constructor in whose code a name stands.</summary>
    public Body? Around(SyntaxNode mention) =>
        mention.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { } declaration
        && Models.Of(scope).For(declaration.SyntaxTree).GetDeclaredSymbol(declaration) is IMethodSymbol method ? BodyOf(method) : null;

    /// <summary>The call in some code whose method a mention names.</summary>
    public static IInvocationOperation? CallAt(Body code, SyntaxNode mention)
    {
        foreach (var call in code.Calls)
            if (call.Syntax is InvocationExpressionSyntax { Expression: var named } && named.Span.End == mention.Span.End)
                return call;
        return null;
    }

    private Body? Bind(ISymbol method)
    {
        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax();
        if (declaration.Span.Length > LongestText || !scope.Compilation.ContainsSyntaxTree(declaration.SyntaxTree))
            return null;
        if (Root(declaration) is not { } root)
            return null;
        var body = new Body(method, root);
        body.Read();
        return body;
    }

    private IOperation? Root(SyntaxNode declaration) => Models.Of(scope).For(declaration.SyntaxTree).GetOperation(declaration) switch
    {
        IMethodBodyOperation whole => whole.BlockBody ?? whole.ExpressionBody,
        IConstructorBodyOperation whole => whole.BlockBody ?? whole.ExpressionBody,
        IBlockOperation block when declaration is ArrowExpressionClauseSyntax or AccessorDeclarationSyntax => block,
        _ => null,
    };
}
