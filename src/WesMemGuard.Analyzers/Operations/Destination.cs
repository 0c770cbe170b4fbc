using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>Where a fresh value goes first.</summary>
internal enum DestinationKind
{
    Elsewhere,
    Dropped,
    Chained,
    Using,
    Local,
    Member,
    Returned,
    Argument,
}

/// <summary>The first place a fresh value is put: it decides who must release it.</summary>
internal readonly struct Destination(DestinationKind kind, ISymbol? symbol, IOperation place)
{
    public DestinationKind Kind { get; } = kind;

    /// <summary>The local, field or property that takes the value.</summary>
    public ISymbol? Symbol { get; } = symbol;

    /// <summary>The operation that takes it: the declarator, assignment, argument, call or statement.</summary>
    public IOperation Place { get; } = place;

    public static Destination Of(IOperation value)
    {
        var current = value;
        while (true)
        {
            var parent = Ops.Parent(current, out var child);
            switch (parent)
            {
                case IAwaitOperation:
                case ICoalesceOperation:
                case IConditionalOperation conditional when !ReferenceEquals(conditional.Condition, child):
                case ISwitchExpressionArmOperation:
                case ISwitchExpressionOperation:
                case IDelegateCreationOperation:
                case IVariableInitializerOperation:
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "GetAwaiter" or "GetResult" }
                    when IsReceiver(parent, child):
                case IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" } }:
                    current = parent!;
                    continue;
                default:
                    return Settle(parent, child, value);
            }
        }
    }

    private static Destination Settle(IOperation? parent, IOperation child, IOperation value) => parent switch
    {
        null => new(DestinationKind.Elsewhere, null, value),
        IVariableDeclaratorOperation declarator => Declared(declarator),
        IFieldInitializerOperation field => new(DestinationKind.Member, First(field.InitializedFields), field),
        IPropertyInitializerOperation property =>
            new(DestinationKind.Member, First(property.InitializedProperties), property),
        IAssignmentOperation assignment => Assigned(assignment),
        IReturnOperation => new(DestinationKind.Returned, null, parent),
        IUsingOperation => new(DestinationKind.Using, null, parent),
        IArgumentOperation argument =>
            new(IsReceiverArgument(argument) ? DestinationKind.Chained : DestinationKind.Argument, null, argument),
        IExpressionStatementOperation => new(DestinationKind.Dropped, null, parent),
        IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: { } symbol } } =>
            new(DestinationKind.Local, symbol, parent),
        IIsPatternOperation { Pattern: IRecursivePatternOperation { DeclaredSymbol: { } symbol } } =>
            new(DestinationKind.Local, symbol, parent),
        IMemberReferenceOperation => new(DestinationKind.Chained, null, parent),
        IInvocationOperation => new(DestinationKind.Chained, null, parent),
        IConditionalAccessOperation => new(DestinationKind.Chained, null, parent),
        _ => new(DestinationKind.Elsewhere, null, parent),
    };

    private static Destination Declared(IVariableDeclaratorOperation declarator)
    {
        for (var outer =
            declarator.Parent; outer is IVariableDeclarationOperation or IVariableDeclarationGroupOperation
            or IUsingDeclarationOperation or IUsingOperation; outer = outer.Parent)
            if (outer is IUsingDeclarationOperation or IUsingOperation)
                return new(DestinationKind.Using, declarator.Symbol, outer);
        return new(DestinationKind.Local, declarator.Symbol, declarator);
    }

    private static Destination Assigned(IAssignmentOperation assignment)
    {
        var target = Ops.Bare(assignment.Target);
        return target switch
        {
            IDiscardOperation => new(DestinationKind.Dropped, null, assignment),
            ILocalReferenceOperation local when UsingOf(assignment) is { } scope =>
                new(DestinationKind.Using, local.Local, scope),
            ILocalReferenceOperation local => new(DestinationKind.Local, local.Local, assignment),
            IFieldReferenceOperation when UsingOf(assignment) is { } scope => new(DestinationKind.Using, null, scope),
            IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.Length: 0 } =>
                new(DestinationKind.Member, Ops.Symbol(target), assignment),
            _ => new(DestinationKind.Elsewhere, null, assignment),
        };
    }

    /// <summary>The using statement whose resource the assignment is.</summary>
    private static IUsingOperation? UsingOf(IAssignmentOperation assignment) =>
        Ops.Ancestor<IUsingOperation>(assignment) is { } scope && Ops.Contains(scope.Resources, assignment)
            ? scope : null;

    private static bool IsReceiver(IOperation call, IOperation child) =>
        call is IInvocationOperation invocation && ReferenceEquals(invocation.Instance, child);

    private static bool IsReceiverArgument(IArgumentOperation argument) =>
        argument.Parent is IInvocationOperation { TargetMethod.IsExtensionMethod: true }
            && argument.Parameter?.Ordinal == 0;

    private static ISymbol? First<T>(System.Collections.Immutable.ImmutableArray<T> symbols) where T : ISymbol =>
        symbols.IsDefaultOrEmpty ? null : symbols[0].OriginalDefinition;
}
