using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>
/// One member's code: a method, an accessor, a constructor or an initializer, with the operations rules ask for.
/// </summary>
internal sealed class Body
{
    private Dictionary<ISymbol, List<IOperation>>? _variables;

    public Body(ISymbol member, IOperation root)
    {
        Member = member;
        Root = root;
    }

    public ISymbol Member { get; }

    /// <summary>The operation block as the compiler gave it.</summary>
    public IOperation Root { get; }

    public IMethodSymbol? Method => Member as IMethodSymbol;

    public List<IInvocationOperation> Calls { get; } = [];

    public List<IObjectCreationOperation> Creations { get; } = [];

    /// <summary>
    /// Calls and creations that didn't bind: an argument, a method or a type of a package that isn't there.
    /// </summary>
    public List<IOperation> Unbound { get; } = [];

    /// <summary>Changed copies of records.</summary>
    public List<IWithOperation> Copies { get; } = [];

    public List<IEventAssignmentOperation> Subscriptions { get; } = [];

    /// <summary>Handlers put on and taken off what didn't bind: <c>_hub.Closed += OnClosed</c>.</summary>
    public List<ICompoundAssignmentOperation> UnboundSubscriptions { get; } = [];

    public List<IMemberReferenceOperation> Members { get; } = [];

    /// <summary>Locals that are declared with a value.</summary>
    public List<IVariableDeclaratorOperation> Locals { get; } = [];

    /// <summary>Reads one body without recursion: bodies of generated depth must not end the process.</summary>
    public void Read()
    {
        var open = new Stack<IOperation>();
        open.Push(Root);
        while (open.Count > 0)
        {
            var operation = open.Pop();
            Keep(operation);
            foreach (var child in operation.ChildOperations)
                open.Push(child);
        }
        Calls.Reverse();
        Creations.Reverse();
        Subscriptions.Reverse();
        Members.Reverse();
    }

    /// <summary>Every reference to a local or parameter of this body, in source order.</summary>
    public IReadOnlyList<IOperation> ReferencesTo(ISymbol variable)
    {
        _variables ??= ReadVariables();
        return _variables.TryGetValue(variable, out var found) ? found : [];
    }

    /// <summary>The value a local is declared with; null when it is declared without one, or elsewhere.</summary>
    public IOperation? InitialOf(ISymbol local)
    {
        foreach (var declarator in Locals)
            if (SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
                return declarator.Initializer!.Value;
        return null;
    }

    public bool Invokes(IMethodSymbol method)
    {
        foreach (var call in Calls)
            if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method))
                return true;
        return false;
    }

    private void Keep(IOperation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation:
                Calls.Add((IInvocationOperation)operation);
                break;
            case OperationKind.Invalid when operation.Syntax is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax:
                Unbound.Add(operation);
                break;
            case OperationKind.ObjectCreation:
                Creations.Add((IObjectCreationOperation)operation);
                break;
            case OperationKind.EventAssignment:
                Subscriptions.Add((IEventAssignmentOperation)operation);
                break;
            case OperationKind.With:
                Copies.Add((IWithOperation)operation);
                break;
            case OperationKind.CompoundAssignment when IsUnboundSubscription((ICompoundAssignmentOperation)operation):
                UnboundSubscriptions.Add((ICompoundAssignmentOperation)operation);
                break;
            case OperationKind.FieldReference or OperationKind.PropertyReference or OperationKind.MethodReference
                or OperationKind.EventReference:
                Members.Add((IMemberReferenceOperation)operation);
                break;
            case OperationKind.VariableDeclarator when operation is IVariableDeclaratorOperation { Initializer.Value: not null } local:
                Locals.Add(local);
                break;
            default:
                break;
        }
    }

    private static bool IsUnboundSubscription(ICompoundAssignmentOperation assignment) =>
        assignment.Target.Kind == OperationKind.Invalid
        && assignment.Syntax.Kind() is SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression
        && assignment.Value.Kind is OperationKind.None or OperationKind.AnonymousFunction or OperationKind.DelegateCreation;

    private Dictionary<ISymbol, List<IOperation>> ReadVariables()
    {
        var found = new Dictionary<ISymbol, List<IOperation>>(SymbolEqualityComparer.Default);
        foreach (var operation in Root.DescendantsAndSelf())
        {
            ISymbol? symbol = operation.Kind switch
            {
                OperationKind.LocalReference => ((ILocalReferenceOperation)operation).Local,
                OperationKind.ParameterReference => ((IParameterReferenceOperation)operation).Parameter,
                _ => null,
            };
            if (symbol is null)
                continue;
            if (!found.TryGetValue(symbol, out var places))
                found.Add(symbol, places = []);
            places.Add(operation);
        }
        return found;
    }
}
