using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Keys that only the type's own code chooses: every caller of a private or protected method gives a constant, or a
/// file that is there.
/// </summary>
internal static class CallerKeys
{
    private const int MostHops = 3;

    public static bool AreFew(TypeWorld world, IOperation? key, int hops = 0)
    {
        if (hops > MostHops
            || Ops.Symbol(key)
            is not IParameterSymbol
            {
                ContainingSymbol: IMethodSymbol
                {
                    MethodKind: MethodKind.Ordinary,
                    DeclaredAccessibility: Accessibility.Private or Accessibility.Protected
            or Accessibility.ProtectedAndInternal
                } method
            } parameter)
            return false;
        var callers = world.CallersOf(method);
        foreach (var (call, _) in callers)
            if (!IsFew(world, Ops.ArgumentAt(call, parameter.Ordinal), hops))
                return false;
        return callers.Count > 0;
    }

    private static bool IsFew(TypeWorld world, IOperation? value, int hops) => Ops.Bare(value) switch
    {
        null => false,
        IPropertyReferenceOperation { Property: { Name: "PhysicalPath", ContainingType.Name: "IFileInfo" } } => true,
        ICoalesceOperation either => IsFew(world, either.Value, hops) && IsFew(world, either.WhenNull, hops),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } joined =>
            IsFew(world, joined.LeftOperand, hops) && IsFew(world, joined.RightOperand, hops),
        { } other => BoundedKeys.Contains(other, world.Scope) || AreFew(world, other, hops + 1),
    };
}
