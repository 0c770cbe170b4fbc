using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Resources;

/// <summary>Facts about timers.</summary>
internal static class Timers
{
    /// <summary>Fires again and again.</summary>
    public static bool IsPeriodic(IObjectCreationOperation creation)
    {
        if (!TypeName.Is(creation.Type, "System.Threading.Timer")
            || Ops.Argument(creation.Arguments, "period") is not { } period)
            return TypeName.Is(creation.Type, "System.Timers.Timer");
        return period.ConstantValue is not { HasValue: true, Value: -1 or -1L or 0 or uint.MaxValue }
            && Ops.Bare(period) is not IFieldReferenceOperation { Field.Name: "Infinite" or "InfiniteTimeSpan" };
    }
}
