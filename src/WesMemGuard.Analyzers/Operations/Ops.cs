using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>Steps through operation trees that every rule takes.</summary>
internal static class Ops
{
    /// <summary>The operation without conversions and parentheses around it.</summary>
    public static IOperation? Bare(IOperation? operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The value behind conversions, awaits and ConfigureAwait.</summary>
    public static IOperation? Core(IOperation? operation)
    {
        while (true)
        {
            operation = Bare(operation);
            switch (operation)
            {
                case IAwaitOperation awaited:
                    operation = awaited.Operation;
                    break;
                case IInvocationOperation
                {
                    TargetMethod.Name: "ConfigureAwait" or "AsTask" or "Preserve" or "GetAwaiter" or "GetResult",
                    Instance: { } inner
                }:
                    operation = inner;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>
    /// The nearest parent that isn't a conversion or parenthesis, with the child of it that leads here.
    /// </summary>
    public static IOperation? Parent(IOperation operation, out IOperation child)
    {
        child = operation;
        var parent = operation.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            child = parent;
            parent = parent.Parent;
        }
        return parent;
    }

    /// <summary>
    /// What is given a lambda or a method group: the parent of the delegate that the compiler makes of it.
    /// </summary>
    public static IOperation? Taker(IOperation function)
    {
        var parent = Parent(function, out _);
        return parent is IDelegateCreationOperation ? Parent(parent, out _) : parent;
    }

    /// <summary>What is done with a value: for <c>x?.M()</c> the access behind the question mark.</summary>
    public static IOperation? Use(IOperation operation)
    {
        var parent = Parent(operation, out var child);
        if (parent is IConditionalAccessOperation access && ReferenceEquals(access.Operation, child))
            return FirstInstanceUse(access.WhenNotNull);
        return parent;
    }

    /// <summary>The lambda or local function around an operation; null in the member's own code.</summary>
    public static IOperation? Function(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return current;
        return null;
    }

    /// <summary>
    /// The outermost operation of the function an operation is in: a lambda, a local function or the member's block.
    /// </summary>
    public static IOperation FunctionRoot(IOperation operation)
    {
        var current = operation;
        while (current.Parent is { } parent && parent is not (IMethodBodyBaseOperation))
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return parent;
            current = parent;
        }
        return current;
    }

    /// <summary>Nothing that could cancel: <c>default</c> or <c>CancellationToken.None</c>.</summary>
    public static bool IsNoToken(IOperation? value) =>
        Bare(value) is IDefaultValueOperation or IPropertyReferenceOperation { Property.Name: "None" };

    /// <summary>The walk around a place whose item a local is; null: it is no item of one.</summary>
    public static IForEachLoopOperation? WalkOf(ILocalSymbol item, IOperation place)
    {
        for (var loop = Loop(place); loop is not null; loop = Loop(loop))
            if (loop is IForEachLoopOperation { IsAsynchronous: false } walk && walk.Locals.Contains(item, SymbolEqualityComparer.Default))
                return walk;
        return null;
    }

    /// <summary>The nearest loop around an operation within its own function.</summary>
    public static ILoopOperation? Loop(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is ILoopOperation loop)
                return loop;
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return null;
        }
        return null;
    }

    public static T? Ancestor<T>(IOperation operation) where T : class, IOperation
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
            if (current is T found)
                return found;
        return null;
    }

    public static bool Contains(IOperation outer, IOperation inner)
    {
        for (var current = inner; current is not null; current = current.Parent)
            if (ReferenceEquals(current, outer))
                return true;
        return false;
    }

    /// <summary>The field, property, local or parameter an expression names; null for anything else.</summary>
    public static ISymbol? Symbol(IOperation? operation) => Bare(operation) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field.OriginalDefinition,
        IPropertyReferenceOperation property => property.Property.OriginalDefinition,
        IEventReferenceOperation happening => happening.Event.OriginalDefinition,
        IVariableDeclaratorOperation declarator => declarator.Symbol,
        IDeclarationExpressionOperation declaration => Symbol(declaration.Expression),
        _ => null,
    };

    /// <summary>The receiver of a call, also of an extension method.</summary>
    public static IOperation? Receiver(IInvocationOperation call)
    {
        if (call.Instance is { } instance)
            return Reached(instance);
        return call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? Bare(ArgumentAt(call, 0)) : null;
    }

    public static IOperation? ArgumentAt(IInvocationOperation call, int ordinal)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Ordinal == ordinal)
                return argument.Value;
        return null;
    }

    /// <summary>The value given for a parameter of that name; null when left to its default.</summary>
    public static IOperation? Argument(IEnumerable<IArgumentOperation> arguments, string name)
    {
        foreach (var argument in arguments)
            if (argument.Parameter?.Name == name && argument.ArgumentKind != ArgumentKind.DefaultValue)
                return argument.Value;
        return null;
    }

    /// <summary>The object behind a conditional access placeholder.</summary>
    public static IOperation? Reached(IOperation? instance)
    {
        var bare = Bare(instance);
        if (bare is not IConditionalAccessInstanceOperation)
            return bare;
        var child = bare;
        for (var current = bare.Parent; current is not null; child = current, current = current.Parent)
            if (current is IConditionalAccessOperation access && ReferenceEquals(access.WhenNotNull, child))
                return Bare(access.Operation);
        return bare;
    }

    private static IOperation? FirstInstanceUse(IOperation whenNotNull)
    {
        foreach (var operation in whenNotNull.DescendantsAndSelf())
            if (operation is IConditionalAccessInstanceOperation)
                return Parent(operation, out _);
        return whenNotNull;
    }
}
