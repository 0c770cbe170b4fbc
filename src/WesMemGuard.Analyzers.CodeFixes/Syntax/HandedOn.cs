using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Ownership;

namespace WesMemGuard.Analyzers.Syntax;

/// <summary>
/// Whether a local is wanted after the end of its block: it is answered with, kept, or wrapped in something that is.
/// <c>using</c> would dispose it under the hands of who got it.
/// </summary>
internal sealed class HandedOn
{
    private readonly HashSet<ISymbol> _read = new(SymbolEqualityComparer.Default);
    private readonly SemanticModel _model;

    private HandedOn(SemanticModel model) => _model = model;

    public static bool Is(ILocalSymbol local, SyntaxNode scope, SemanticModel model) =>
        new HandedOn(model).Variable(local, scope);

    /// <summary>Each variable is read once: two that are set from each other end.</summary>
    private bool Variable(ISymbol variable, SyntaxNode scope)
    {
        if (!_read.Add(variable))
            return false;
        var model =
            scope.SyntaxTree == _model.SyntaxTree ? _model : _model.Compilation.GetSemanticModel(scope.SyntaxTree);
        foreach (var name in scope.DescendantNodes().OfType<IdentifierNameSyntax>())
            if (name.Identifier.ValueText == variable.Name
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, variable)
                && model.GetOperation(name) is { } mention && Value(mention, scope))
                return true;
        return false;
    }

    /// <summary>Follows a value outwards, through what it is wrapped in and the locals that take it.</summary>
    private bool Value(IOperation value, SyntaxNode scope)
    {
        for (var current = value; ;)
        {
            var use = Ops.Use(current);
            switch (use)
            {
                case IReturnOperation:
                    return true;
                case IAssignmentOperation assignment:
                    return Ops.Contains(assignment.Value, current) && Assigned(assignment, scope);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return Variable(declarator.Symbol, scope);
                case IArgumentOperation argument when Keeps(argument):
                    return true;
                case IArgumentOperation { Parent: IInvocationOperation call, Parameter: { } given }
                    when call.TargetMethod.OriginalDefinition is { DeclaringSyntaxReferences: { Length: 1 } written } taker:
                    return Variable(taker.Parameters[given.Ordinal], written[0].GetSyntax());
                case IArgumentOperation argument when Wraps(argument) is { } wrapper:
                    current = wrapper;
                    break;
                case IConditionalOperation conditional when Ops.Contains(conditional.Condition, current):
                    return false;
                case IAwaitOperation or ITupleOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation
                    or ISwitchExpressionOperation or IArrayInitializerOperation or IArrayCreationOperation:
                case IMemberReferenceOperation or IInvocationOperation when RoleReader.IsStreamLike(use.Type):
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" }:
                    current = use;
                    break;
                default:
                    return false;
            }
        }
    }

    private bool Assigned(IAssignmentOperation assignment, SyntaxNode scope) => Ops.Bare(assignment.Target) switch
    {
        IDiscardOperation => false,
        ILocalReferenceOperation other => IsOfOutside(other.Local, scope) || Variable(other.Local, scope),
        _ => true,
    };

    /// <summary>A local of an outer block lives on after the end of this one.</summary>
    private static bool IsOfOutside(ILocalSymbol local, SyntaxNode scope) => !local.DeclaringSyntaxReferences.Any(
        declared => declared.SyntaxTree == scope.SyntaxTree && scope.Span.Contains(declared.Span));

    /// <summary>
    /// A collection, a channel or a promise takes it: it is given as one of the elements that the type is made for.
    /// </summary>
    private static bool Keeps(IArgumentOperation argument) => argument.Parameter is { } parameter
        && (Marks.TakesOwnership(parameter)
            || (argument.Parent is IInvocationOperation
            && parameter.OriginalDefinition.Type is ITypeParameterSymbol { DeclaringType: not null }));

    /// <summary>What is made of it: an object, or a result of its own type.</summary>
    private static IOperation? Wraps(IArgumentOperation argument) => argument.Parent switch
    {
        IObjectCreationOperation creation => creation,
        IInvocationOperation call when RoleReader.IsStreamLike(call.Type)
            || argument.Parameter?.OriginalDefinition.Type is ITypeParameterSymbol { DeclaringMethod: not null } => call,
        _ => null,
    };
}
