using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Keys that code looks up among known ones before it keeps anything for them: there are as many as known ones.
/// </summary>
internal static class CheckedKeys
{
    private const int MostHops = 2;

    public static bool Contains(TypeWorld world, CollectionUse growth)
    {
        if (IsRefusedByMaker(world, growth))
            return true;
        return Ops.Symbol(growth.Key) is { } key && IsRefusedBefore(growth.Place, key);
    }

    /// <summary>The code before a place leaves when a set or map of known ones doesn't have the key.</summary>
    public static bool IsRefusedBefore(IOperation place, ISymbol key)
    {
        foreach (var operation in Ops.FunctionRoot(place).Descendants())
            if (operation is IConditionalOperation branch && branch.Syntax.Span.End <= place.Syntax.SpanStart
                && Refuses(branch, key))
                return true;
        return false;
    }

    /// <summary>
    /// The function that makes the entry, or one that it calls with the key, looks it up and throws when it isn't there.
    /// </summary>
    private static bool IsRefusedByMaker(TypeWorld world, CollectionUse growth) =>
        growth.Place is IInvocationOperation { TargetMethod.Name: "GetOrAdd" } call
        && FunctionRoots.OfDelegate(world, Ops.ArgumentAt(call, 1), growth.Body) is var (code, body)
        && Refuses(world, code, body, 0);

    private static bool Refuses(TypeWorld world, IOperation code, Body body, int hops)
    {
        foreach (var operation in code.Descendants())
            if (operation is IConditionalOperation { Condition: var condition, WhenTrue: var refusal } && Throws(refusal)
                && (Found(condition) is { } found && IsSearchOfMember(found) || FailedLook(condition) is { } look && AsksParameter(look))
                || operation is IInvocationOperation { TargetMethod: { Name: "GetType", ContainingType: var owner } } named
                    && BoundedKeys.DescribesCode(owner) && AsksParameter(named) && Throws(code, named)
                || operation is IInvocationOperation inner && hops < MostHops && AsksParameter(inner)
                    && FunctionRoots.Of(world, inner.TargetMethod, body) is var (next, nextBody)
                    && !ReferenceEquals(next, code) && Refuses(world, next, nextBody, hops + 1))
                return true;
        return false;
    }

    /// <summary>Looking up a type by its name that throws itself, or code that throws behind it.</summary>
    private static bool Throws(IOperation code, IInvocationOperation look)
    {
        if (look.Arguments.Length > 1 && look.Arguments[1].Value.ConstantValue is { HasValue: true, Value: true })
            return true;
        foreach (var operation in code.Descendants())
            if (operation is IThrowOperation && operation.Syntax.SpanStart > look.Syntax.SpanStart)
                return true;
        return false;
    }

    /// <summary>Given a parameter of the function that it stands in.</summary>
    private static bool AsksParameter(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (Ops.Symbol(argument.Value) is IParameterSymbol)
                return true;
        return false;
    }

    private static bool Throws(IOperation refusal) =>
        (refusal is IBlockOperation { Operations: { Length: 1 } only } ? only[0] : refusal)
            is IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation };

    /// <summary>The value that a local asked for null was declared with.</summary>
    private static IOperation? Found(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
            if (operation is ILocalReferenceOperation local && NullTest.Of(condition, local.Local) is not null)
                return Locals.Initial(local.Local, Ops.FunctionRoot(condition));
        return null;
    }

    private static bool IsSearchOfMember(IOperation found)
    {
        if (Ops.Bare(found) is not IInvocationOperation { TargetMethod.Name: "Find" or "FirstOrDefault" or "SingleOrDefault" } search)
            return false;
        foreach (var operation in search.Descendants())
            if (operation is IFieldReferenceOperation { Type: { } type } && (type is IArrayTypeSymbol || CollectionTypes.Contains(type)))
                return true;
        return false;
    }

    /// <summary>Leaves when a set or map of known ones doesn't have the key.</summary>
    private static bool Refuses(IConditionalOperation branch, ISymbol key) =>
        FailedLook(branch.Condition) is { } look && Asks(look, key) && Leaves(branch.WhenTrue);

    private static IInvocationOperation? FailedLook(IOperation condition) =>
        Ops.Bare(condition) is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var asked }
        && Ops.Bare(asked) is IInvocationOperation { TargetMethod.Name: "Contains" or "ContainsKey" or "TryGetValue" or "IsDefined" } look
            ? look : null;

    private static bool Asks(IInvocationOperation look, ISymbol key)
    {
        foreach (var argument in look.Arguments)
            if (SymbolEqualityComparer.Default.Equals(Ops.Symbol(argument.Value), key))
                return true;
        return false;
    }

    private static bool Leaves(IOperation code)
    {
        foreach (var operation in code.DescendantsAndSelf())
            if (operation is IThrowOperation or IReturnOperation)
                return true;
        return false;
    }
}
