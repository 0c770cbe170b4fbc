using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Arrays in a field that take a longer one's place when they are full, with a count that is never set back: lists without
/// the name.
/// </summary>
internal static class LongerArrays
{
    /// <summary><c>Array.Resize</c> to more places than there are.</summary>
    public static bool AreResized(TypeWorld world, IInvocationOperation call, IOperation place) =>
        call.TargetMethod is { Name: "Resize", ContainingType.SpecialType: SpecialType.System_Array }
        && Ops.ArgumentAt(call, 1) is { ConstantValue.HasValue: false } size && !IsCut(size) && !HasLimit(size)
        && IsNeverSetBack(world, call, place);

    /// <summary>Made of constants and of numbers of a type that has a few hundred: no more places than that.</summary>
    private static bool HasLimit(IOperation size) => size switch
    {
        _ when size.ConstantValue.HasValue => true,
        { Type: { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Byte or SpecialType.System_SByte } } => true,
        IConversionOperation { Operand: var inner } => HasLimit(inner),
        IParenthesizedOperation { Operand: var inner } => HasLimit(inner),
        IBinaryOperation { LeftOperand: var left, RightOperand: var right } => HasLimit(left) && HasLimit(right),
        _ => false,
    };

    /// <summary>A longer array that was made here, and into which the old one was copied, takes its place.</summary>
    public static bool AreReplaced(TypeWorld world, IAssignmentOperation assignment, IOperation place)
    {
        if (assignment is not ISimpleAssignmentOperation || Ops.Bare(assignment.Value) is not ILocalReferenceOperation { Local: var local }
            || Locals.Initial(local, Ops.FunctionRoot(assignment)) is not { } made || Size(made) is not { } size
            || !IsLonger(size, place) || !IsNeverSetBack(world, assignment, place))
            return false;
        foreach (var operation in Ops.FunctionRoot(assignment).Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: "Copy" or "CopyTo" or "BlockCopy" or "AsSpan" } copy
                && copy.Descendants().Any(part => SymbolEqualityComparer.Default.Equals(Ops.Symbol(part), Ops.Symbol(place))))
                return true;
        return false;
    }

    /// <summary>Asks for the length only to make the array longer.</summary>
    public static bool AsksForMore(IOperation length, IOperation place)
    {
        if (Ops.Ancestor<IConditionalOperation>(length) is not { WhenTrue: { } arm } branch || !Ops.Contains(branch.Condition, length))
            return false;
        foreach (var operation in arm.DescendantsAndSelf())
            if (operation is IInvocationOperation { TargetMethod: { Name: "Resize", ContainingType.SpecialType: SpecialType.System_Array } }
                || (operation is IAssignmentOperation put
                    && SymbolEqualityComparer.Default.Equals(Ops.Symbol(put.Target), Ops.Symbol(place))))
                return true;
        return false;
    }

    private static IOperation? Size(IOperation made) =>
        Ops.Bare(made) is IArrayCreationOperation { DimensionSizes: { Length: 1 } sizes } ? sizes[0] : null;

    private static bool IsLonger(IOperation size, IOperation place)
    {
        if (IsCut(size))
            return false;
        foreach (var operation in size.DescendantsAndSelf())
            if (operation is IPropertyReferenceOperation { Property.Name: "Length", Instance: { } measured }
                && SymbolEqualityComparer.Default.Equals(Ops.Symbol(measured), Ops.Symbol(place)))
                return size.DescendantsAndSelf().Any(static part => part is IBinaryOperation);
        return false;
    }

    private static bool IsCut(IOperation size) => size.DescendantsAndSelf().Any(static part => part is IBinaryOperation
    {
        OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.Subtract or BinaryOperatorKind.RightShift
    } or IInvocationOperation { TargetMethod: { Name: "Min" or "Clamp", ContainingType.Name: "Math" } })
        && !size.DescendantsAndSelf().Any(static part => part is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add });

    /// <summary>The numbers by which the code knows that the array is full are only counted up.</summary>
    private static bool IsNeverSetBack(TypeWorld world, IOperation growth, IOperation place)
    {
        foreach (var operation in Ops.FunctionRoot(growth).Descendants())
            if (operation is IFieldReferenceOperation { Field: { IsConst: false } field }
                && field.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32
                && world.Owns(field.ContainingType))
                foreach (var (mention, body) in world.UsesOf(field))
                    if (IsSetBack(mention, body))
                        return false;
        return !SymbolEqualityComparer.Default.Equals(place.Type, null);
    }

    private static bool IsSetBack(IOperation mention, Body body) => Ops.Parent(mention, out var child) switch
    {
        IIncrementOrDecrementOperation { Kind: OperationKind.Decrement } => true,
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } => false,
        IAssignmentOperation put when ReferenceEquals(put.Target, child) => !InitContext.IsConstruction(body.Member),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        _ => false,
    };
}
