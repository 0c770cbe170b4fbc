using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Assignments that put a longer copy of a member in its place: with more items, more text or one more node.</summary>
internal static class LongerCopies
{
    public static bool Are(IAssignmentOperation assignment)
    {
        if (assignment is not ISimpleAssignmentOperation || Ops.Symbol(assignment.Target) is not { } member)
            return false;
        return Made(assignment) switch
        {
            IInvocationOperation { TargetMethod: { Name: "Combine", ContainingType.SpecialType: SpecialType.System_Delegate } } call =>
                Names(call, member),
            IInvocationOperation call => IsLengthened(call, member),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } text =>
                Names(text, member) && !Cuts(text),
            IInterpolatedStringOperation text => Names(text, member) && !Cuts(text),
            IObjectCreationOperation { Type: { } made } node =>
                SymbolEqualityComparer.Default.Equals(made, assignment.Target.Type) && IsGiven(node, member),
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation function } =>
                function.Descendants().Any(operation => IsAlias(operation, member)),
            { Syntax: CollectionExpressionSyntax { Elements.Count: > 1 } list } => IsSpread(list, member.Name),
            _ => false,
        };
    }

    /// <summary>What is assigned: a node or a copy by way of a local, too.</summary>
    private static IOperation? Made(IAssignmentOperation assignment)
    {
        var value = Ops.Bare(assignment.Value);
        return value is ILocalReferenceOperation local ? Ops.Bare(Locals.Initial(local.Local, Ops.FunctionRoot(local))) : value;
    }

    /// <summary>What a local of this function, or of one around it, was declared with.</summary>
    private static IOperation? Initial(ILocalSymbol local, IOperation place)
    {
        for (var code = Ops.FunctionRoot(place); ; code = Ops.FunctionRoot(code.Parent))
        {
            if (Locals.Initial(local, code) is { } initial)
                return initial;
            if (code.Parent is null or IMethodBodyBaseOperation)
                return null;
        }
    }

    /// <summary>
    /// A chain of queries that begins with the member and adds to it, without leaving anything out: one that isn't copied keeps
    /// what it leaves out, too.
    /// </summary>
    private static bool IsLengthened(IInvocationOperation call, ISymbol member)
    {
        var adds = false;
        var cuts = false;
        var isCopied = false;
        IOperation? step = call;
        while (step is IInvocationOperation { TargetMethod: { Name: var name, ContainingType: { } owner } } query)
        {
            if (TypeName.Of(owner) is not "System.Linq.Enumerable")
                return owner.SpecialType == SpecialType.System_String && name is "Concat" or "Join" && Names(query, member);
            adds |= name is "Append" or "Prepend" or "Concat" or "Union";
            cuts |= name is "Take" or "TakeLast" or "Skip" or "SkipLast" or "Where";
            isCopied |= name is "ToArray" or "ToList" or "ToHashSet";
            if (name is not ("Append" or "Prepend" or "Concat" or "Union" or "AsEnumerable" or "Distinct" or "OrderBy"
                or "OrderByDescending" or "Order") && !cuts && !isCopied)
                return false;
            step = Ops.Bare(Ops.ArgumentAt(query, 0));
        }
        if (cuts && isCopied)
            return false;
        return adds && SymbolEqualityComparer.Default.Equals(Ops.Symbol(step), member);
    }

    private static bool IsGiven(IObjectCreationOperation node, ISymbol member)
    {
        foreach (var operation in node.Descendants())
            if ((SymbolEqualityComparer.Default.Equals(Ops.Symbol(operation), member) || IsAlias(operation, member))
                && Ops.Parent(operation, out _) is IArgumentOperation or ISimpleAssignmentOperation)
                return true;
        return false;
    }

    /// <summary>A local that was given what the member held.</summary>
    public static bool IsAlias(IOperation operation, ISymbol member)
    {
        if (operation is not ILocalReferenceOperation { Local: var local } || Initial(local, operation) is not { } initial)
            return false;
        var held = Ops.Bare(initial) is IInvocationOperation { TargetMethod: { Name: "Read", ContainingType.Name: "Volatile" } } read
            ? Ops.ArgumentAt(read, 0) : initial;
        return SymbolEqualityComparer.Default.Equals(Ops.Symbol(held), member);
    }

    private static bool IsSpread(CollectionExpressionSyntax list, string member)
    {
        var itself = false;
        foreach (var element in list.Elements)
        {
            itself |= element is SpreadElementSyntax { Expression: var spread } && member == spread switch
            {
                IdentifierNameSyntax name => name.Identifier.ValueText,
                MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own => own.Name.Identifier.ValueText,
                _ => null,
            };
        }

        return itself;
    }

    private static bool Names(IOperation code, ISymbol member)
    {
        foreach (var operation in code.DescendantsAndSelf())
            if (SymbolEqualityComparer.Default.Equals(Ops.Symbol(operation), member))
                return true;
        return false;
    }

    /// <summary>A part of the text alone is taken over.</summary>
    private static bool Cuts(IOperation code)
    {
        foreach (var operation in code.Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: "Substring" or "Remove" or "Replace" or "Trim" }
                or { Syntax: RangeExpressionSyntax or ElementAccessExpressionSyntax }
                or IPropertyReferenceOperation { Property.Name: "Length" })
                return true;
        return false;
    }
}
