using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Reads from one body whether everything it returns is fresh, of one kind, and kept nowhere else.
/// </summary>
internal sealed class FactoryMethodReader(Func<IOperation?, int, Fresh> made, CompilationScope scope, Body body, int hops)
{
    private const int MostSteps = 4;
    private Fresh? _kind;
    private bool _mixed;

    /// <summary>
    /// The kind of all that is returned; null and default don't count, anything that isn't fresh does.
    /// </summary>
    public Fresh Answer()
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value }
                && IsOwn(operation))
                Take(value, 0);
        return _mixed ? Fresh.None : _kind ?? Fresh.None;
    }

    /// <summary>The kind of all that stands at one place of the tuples that are returned.</summary>
    public Fresh Element(int place)
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value } && IsOwn(operation))
                if (Ops.Core(value) is ITupleOperation { Elements: var elements } && place < elements.Length)
                    Take(elements[place], 0);
                else
                    _mixed |= Ops.Core(value) is not (null or IThrowOperation or IDefaultValueOperation);
        return _mixed ? Fresh.None : _kind ?? Fresh.None;
    }

    /// <summary>The kind of all that is brought one by one.</summary>
    public Fresh Items()
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IReturnOperation { Kind: OperationKind.YieldReturn, ReturnedValue: { } value }
                && IsOwn(operation))
                Take(value, 0);
        return _mixed ? Fresh.None : _kind ?? Fresh.None;
    }

    /// <summary>The kind of all that is put into an out parameter.</summary>
    public Fresh Output(IParameterSymbol parameter)
    {
        foreach (var mention in body.ReferencesTo(parameter))
            if (Ops.Parent(mention, out var child) is ISimpleAssignmentOperation put
                && ReferenceEquals(put.Target, child))
                Take(put.Value, 0);
        return _mixed || IsKept(parameter) ? Fresh.None : _kind ?? Fresh.None;
    }

    /// <summary>Stands in the code itself, and not in a function within.</summary>
    private bool IsOwn(IOperation operation) => ReferenceEquals(Ops.Function(operation), Ops.Function(body.Root));

    private void Take(IOperation value, int steps)
    {
        switch (Ops.Core(value))
        {
            case null or IThrowOperation or IDefaultValueOperation or { ConstantValue.HasValue: true }:
                break;
            case IConditionalOperation { WhenFalse: { } no } choice:
                Take(choice.WhenTrue, steps);
                Take(no, steps);
                break;
            case ICoalesceOperation either:
                Take(either.Value, steps);
                Take(either.WhenNull, steps);
                break;
            case ISwitchExpressionOperation cases:
                foreach (var arm in cases.Arms)
                    Take(arm.Value, steps);
                break;
            case ILocalReferenceOperation local when steps < MostSteps && !IsKept(local.Local):
                TakeLocal(local.Local, steps + 1);
                break;
            case IInvocationOperation
            {
                TargetMethod.Name: "FromResult",
                Arguments: { Length: 1 } given
            } done when TypeName.Of(done.TargetMethod.ContainingType) is "System.Threading.Tasks.Task"
                    or "System.Threading.Tasks.ValueTask":
                Take(given[0].Value, steps);
                break;
            case IObjectCreationOperation { Type.Name: "ValueTask", Arguments: { Length: 1 } given }:
                Take(given[0].Value, steps);
                break;
            case IObjectCreationOperation { Arguments: { Length: > 0 } given } layer
                when StreamWrappers.IsOne(layer) && !StreamWrappers.LeavesOpen(layer)
                && given[0].Value.Type is { } inner && TypeName.Derives(inner, "System.IO.Stream") && steps < MostSteps:
                Take(given[0].Value, steps + 1);
                break;
            case { } opened when Content(opened) is { } owner:
                Take(owner, steps);
                break;
            case { } other:
                Add(made(other, hops + 1));
                break;
        }
    }

    /// <summary>The response whose stream an operation opens.</summary>
    private static IOperation? Content(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: "ReadAsStreamAsync" or "ReadAsStream" or "GetResponseStream" } opened
            ? Ops.Reached(opened.Instance) is IPropertyReferenceOperation { Property.Name: "Content", Instance: { } response }
                ? response : opened.Instance
            : null;

    private void TakeLocal(ILocalSymbol local, int steps)
    {
        var any = false;
        foreach (var operation in body.Root.Descendants())
        {
            var value = operation switch
            {
                IVariableDeclaratorOperation { Initializer.Value: { } initial } declarator when Same(declarator.Symbol,
                    local) => initial,
                ISimpleAssignmentOperation put when Ops.Symbol(put.Target) is ILocalSymbol target
                    && Same(target, local) => put.Value,
                _ => null,
            };
            if (value is null)
                continue;
            any = true;
            Take(value, steps);
        }
        _mixed |= !any;
    }

    /// <summary>Put into a member, a collection or another object as well: the caller isn't its only owner.</summary>
    private bool IsKept(ISymbol variable)
    {
        foreach (var mention in body.ReferencesTo(variable))
            switch (Ops.Use(mention))
            {
                case IAssignmentOperation put when Ops.Contains(put.Value, mention)
                    && Ops.Bare(put.Target) is not ILocalReferenceOperation:
                case IUsingOperation:
                    return true;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } when Destination.Of(mention)
                    is { Kind: DestinationKind.Using } && declarator.Symbol is not null:
                    return true;
                case IArgumentOperation argument when Marks.TakesOwnership(argument.Parameter) || Keeps(argument):
                    return true;
                default:
                    break;
            }
        return IsUsing(variable);
    }

    private bool IsUsing(ISymbol variable)
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IVariableDeclaratorOperation { Initializer.Value: { } initial } declarator
                && Same(declarator.Symbol, variable) && Ops.Bare(initial) is { } bare
                && Destination.Of(bare).Kind == DestinationKind.Using)
                return true;
        return false;
    }

    /// <summary>Given to an object that is made with it, or to a collection.</summary>
    private bool Keeps(IArgumentOperation argument) => argument.Parent switch
    {
        IObjectCreationOperation => true,
        IInvocationOperation call => !NonOwning.Contains(call)
            && new RoleReader(new TypeWorld(body.Member.ContainingType, scope)).Of(argument.Value, body) == Role.Escape,
        _ => true,
    };

    private void Add(Fresh kind)
    {
        _mixed |= kind == Fresh.None || (_kind is { } before && before != kind);
        _kind = kind;
    }

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
