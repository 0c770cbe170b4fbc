using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Keys that code looks up among known ones before it keeps anything for them: there are as many as known ones.
/// </summary>
internal static class CheckedKeys
{
    public static bool Contains(CollectionUse growth)
    {
        if (IsRefusedByMaker(growth))
            return true;
        if (Ops.Symbol(growth.Key) is not { } key)
            return false;
        foreach (var operation in Ops.FunctionRoot(growth.Place).Descendants())
            if (operation is IConditionalOperation branch && branch.Syntax.Span.End <= growth.Place.Syntax.SpanStart
                && Refuses(branch, key))
                return true;
        return false;
    }

    /// <summary>
    /// The function that makes the entry looks the key up in a member of the object and throws when it isn't there.
    /// </summary>
    private static bool IsRefusedByMaker(CollectionUse growth)
    {
        if (growth.Place is not IInvocationOperation { TargetMethod.Name: "GetOrAdd" } call)
            return false;
        foreach (var operation in call.Descendants())
            if (operation is IConditionalOperation { Condition: var condition, WhenTrue: var refusal } && Throws(refusal)
                && Found(condition) is { } found && IsSearchOfMember(found))
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
        Ops.Bare(branch.Condition) is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var asked }
            && Ops.Bare(asked)
                is IInvocationOperation { TargetMethod.Name: "Contains" or "ContainsKey" or "TryGetValue" or "IsDefined" } look
        && Asks(look, key) && Leaves(branch.WhenTrue);

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
