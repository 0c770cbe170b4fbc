using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Hosting;

namespace WesMemGuard.Analyzers.Resources;

/// <summary>Methods of this program that answer with a resource made just now; read from syntax, once per method.</summary>
internal sealed class FreshFactories
{
    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>What the call makes, when every answer of its method is fresh; null otherwise.</summary>
    public ITypeSymbol? Made(IInvocationOperation call, CompilationScope scope)
    {
        var type = call.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task ? task.TypeArguments[0] : call.Type;
        var method = call.TargetMethod;
        if (!ResourceTypes.Contains(type, scope) || method.IsVirtual || method.IsAbstract || method.IsOverride || method.DeclaringSyntaxReferences.Length != 1)
            return null;
        return _known.GetOrAdd(method.OriginalDefinition, AnswersFresh) ? type : null;
    }

    private static bool AnswersFresh(ISymbol method)
    {
        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax();
        if (declaration is not (MethodDeclarationSyntax or LocalFunctionStatementSyntax))
            return false;
        var any = false;
        foreach (var node in declaration.DescendantNodes(node => node is not AnonymousFunctionExpressionSyntax))
        {
            var answer = node switch
            {
                ReturnStatementSyntax { Expression: { } value } => value,
                ArrowExpressionClauseSyntax { Parent: var parent } arrow when parent == declaration => arrow.Expression,
                _ => null,
            };
            if (answer is null)
                continue;
            if (!IsFresh(answer, declaration))
                return false;
            any = true;
        }
        return any;
    }

    private static bool IsFresh(ExpressionSyntax answer, SyntaxNode declaration) => answer switch
    {
        BaseObjectCreationExpressionSyntax => true,
        IdentifierNameSyntax name => IsFreshLocal(name.Identifier.ValueText, declaration),
        _ => false,
    };

    /// <summary>A local declared with a creation and assigned to nothing else.</summary>
    private static bool IsFreshLocal(string name, SyntaxNode declaration)
    {
        var made = false;
        foreach (var node in declaration.DescendantNodes())
        {
            if (node is VariableDeclaratorSyntax { Initializer.Value: { } initial } local && local.Identifier.ValueText == name)
                made = initial is BaseObjectCreationExpressionSyntax && local.Parent?.Parent is not LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 };
            else if (node is AssignmentExpressionSyntax { Right: IdentifierNameSyntax right } && right.Identifier.ValueText == name)
                return false;
            else if (node is ArgumentSyntax { Expression: IdentifierNameSyntax passed } && passed.Identifier.ValueText == name)
                return false;
        }
        return made;
    }
}
