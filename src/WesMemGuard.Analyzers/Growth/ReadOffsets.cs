using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Buffers that are read from a place that only goes on: what lies before it is done with, and stays.</summary>
internal static class ReadOffsets
{
    public static bool Are(TypeWorld world, TrackedCollection buffer)
    {
        if (buffer.IsInner || CollectionTypes.IsKeyed(buffer.Type) || buffer.Type.Name is not ("List" or "StringBuilder"))
            return false;
        foreach (var use in buffer.Uses)
            if (use.Kind is UseKind.Read or UseKind.Enumerate && Offset(use.Place) is { } offset && OnlyGoesOn(world, offset))
                return true;
        return false;
    }

    /// <summary>A number of the same object, given as the place to read from.</summary>
    private static IFieldSymbol? Offset(IOperation read)
    {
        var given = read switch
        {
            IInvocationOperation call => call.Arguments.AsEnumerable(),
            IPropertyReferenceOperation { Property.IsIndexer: true } entry => entry.Arguments,
            _ => Enumerable.Empty<IArgumentOperation>(),
        };
        foreach (var argument in given)
            if (Ops.Bare(argument.Value) is IFieldReferenceOperation
                {
                    Instance: IInstanceReferenceOperation, Field: { IsReadOnly: false, Type.SpecialType: SpecialType.System_Int32 } field
                } && field.DeclaredAccessibility == Accessibility.Private)
                return field;
        return null;
    }

    private static bool OnlyGoesOn(TypeWorld world, IFieldSymbol offset)
    {
        var moves = false;
        foreach (var (place, body) in world.UsesOf(offset))
            switch (Ops.Parent(place, out var child))
            {
                case IIncrementOrDecrementOperation { Kind: OperationKind.Decrement }
                    or IArgumentOperation { Parameter.RefKind: not RefKind.None }:
                    return false;
                case IIncrementOrDecrementOperation:
                    moves = true;
                    break;
                case ICompoundAssignmentOperation changed when ReferenceEquals(changed.Target, child):
                    if (changed.OperatorKind != BinaryOperatorKind.Add)
                        return false;
                    moves = true;
                    break;
                case ISimpleAssignmentOperation put when ReferenceEquals(put.Target, child) && !InitContext.IsConstruction(body.Member):
                    if (put.Value.ConstantValue.HasValue)
                        return false;
                    moves = true;
                    break;
                default:
                    break;
            }
        return moves;
    }
}
