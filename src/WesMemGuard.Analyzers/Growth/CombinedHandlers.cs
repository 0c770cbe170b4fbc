using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Maps whose functions are combined with one more by objects of which there are many, and of which no part is ever taken out: few
/// keys, and ever longer lists of targets behind them.
/// </summary>
internal static class CombinedHandlers
{
    public static IEnumerable<(IOperation Place, ISymbol Member)> Of(TypeWorld world)
    {
        foreach (var map in TrackedCollection.In(world))
            if (CodeParts.KeepsFunctions(map.Type) && !map.Any(UseKind.Shrink) && !map.Any(UseKind.Replace) && !map.Any(UseKind.Escape))
                foreach (var use in map.Uses)
                    if (use.Kind == UseKind.Grow && Combines(use) && !AreTakenApart(world) && ForeignFeeding.IsByObjects(world, use.Body))
                        yield return (use.Place, map.Member);
    }

    private static bool Combines(CollectionUse use) => use.Place
        is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } add
        ? Ops.Symbol(add.Value) is IParameterSymbol : use.Place.Descendants().Any(Combines);

    private static bool Combines(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.TypeKind: TypeKind.Delegate } sum =>
            Ops.Symbol(sum.RightOperand) is IParameterSymbol || Ops.Symbol(sum.LeftOperand) is IParameterSymbol,
        IInvocationOperation { TargetMethod: { Name: "Combine", ContainingType.SpecialType: SpecialType.System_Delegate } } sum =>
            sum.Arguments.Any(static part => Ops.Symbol(part.Value) is IParameterSymbol),
        _ => false,
    };

    /// <summary>Some code of the type takes one function out of a combined one.</summary>
    public static bool AreTakenApart(TypeWorld world)
    {
        foreach (var body in world.Bodies)
            foreach (var operation in body.Root.Descendants())
                if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, Type.TypeKind: TypeKind.Delegate }
                    or ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract, Type.TypeKind: TypeKind.Delegate }
                    or IInvocationOperation
                    {
                        TargetMethod: { Name: "Remove" or "RemoveAll", ContainingType.SpecialType: SpecialType.System_Delegate }
                    })
                    return true;
        return false;
    }
}
