using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Maps whose entries tell until when they hold, which whoever reads one compares with the clock: they are to outlive their
/// entries.
/// </summary>
internal static class ExpiringEntries
{
    public static bool Are(TypeWorld world, TrackedCollection map, CollectionUse growth)
    {
        if (!CollectionTypes.IsMap(map.Type) || map.IsInner || growth.Value is null || !Tells(growth))
            return false;
        foreach (var use in map.Uses)
            if (use.Kind == UseKind.Read && use.Place is IInvocationOperation { TargetMethod.Name: "TryGetValue" or "GetValueOrDefault" }
                && Compares(Ops.FunctionRoot(use.Place)))
                return true;
        return false;
    }

    /// <summary>The value is made with the time of now, in place or by way of a local.</summary>
    private static bool Tells(CollectionUse growth)
    {
        foreach (var operation in growth.Value!.DescendantsAndSelf())
            if (IsNow(operation) || (operation is ILocalReferenceOperation local
                && Locals.Initial(local, growth.Body) is { } made && made.DescendantsAndSelf().Any(IsNow)))
                return true;
        return false;
    }

    private static bool Compares(IOperation function)
    {
        foreach (var operation in function.Descendants())
            if (operation is IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
                        or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                } comparison && comparison.Descendants().Any(IsNow))
                return true;
        return false;
    }

    private static bool IsNow(IOperation operation) => Clock.IsNow(operation) || Clock.IsTicks(operation);
}
