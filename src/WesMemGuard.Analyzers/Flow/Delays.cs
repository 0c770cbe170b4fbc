using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Flow;

/// <summary>Facts about Task.Delay calls.</summary>
internal static class Delays
{
    private const double ShortMilliseconds = 10_000;

    public static bool Is(IInvocationOperation call) =>
        call.TargetMethod.Name == "Delay"
            && TypeName.Is(call.TargetMethod.ContainingType, "System.Threading.Tasks.Task");

    /// <summary>The delay that an operand of a race is, or that the local it names was made from.</summary>
    public static IInvocationOperation? Behind(IOperation operand, Body body)
    {
        if (operand is IInvocationOperation call)
            return Is(call) ? call : null;
        if (operand is not ILocalReferenceOperation local || operand.Parent is IMemberReferenceOperation)
            return null;
        return Ops.Bare(Locals.Initial(local, body)) is IInvocationOperation made && Is(made) ? made : null;
    }

    public static TokenLife TokenLife(IInvocationOperation delay, Body body) =>
        Tokens.LifeOf(Tokens.ArgumentOf(delay), body);

    /// <summary>
    /// Whether its token source is local and cancelled or disposed, or the delay itself is awaited otherwise.
    /// </summary>
    public static bool IsEnded(CompilationScope scope, IInvocationOperation delay, Body body)
    {
        var token = Ops.Bare(Tokens.ArgumentOf(delay));
        if (token is ILocalReferenceOperation alias)
            token = Ops.Bare(Locals.Initial(alias, body)) ?? token;
        if (token is not IPropertyReferenceOperation { Property.Name: "Token", Instance: { } source }
            || Ops.Symbol(Ops.Reached(source)) is not { } symbol)
            return false;
        if (IsCancelled(scope, symbol, body))
            return true;
        if (Ops.Reached(source) is not ILocalReferenceOperation local
            || Ops.Bare(Locals.Initial(local,
                body)) is not IInvocationOperation { TargetMethod.Name: "CreateLinkedTokenSource" } linked)
            return false;
        foreach (var operation in linked.Descendants())
            if (operation is IPropertyReferenceOperation { Property.Name: "Token", Instance: { } parent }
                && Ops.Symbol(Ops.Reached(parent)) is ILocalSymbol first && IsCancelled(scope, first, body))
                return true;
        return false;
    }

    private static bool IsCancelled(CompilationScope scope, ISymbol source, Body body)
    {
        foreach (var call in body.Calls)
            if (SymbolEqualityComparer.Default.Equals(Cancellations.Of(scope).SourceOf(call), source))
                return true;
        return false;
    }

    public static bool IsEndless(IInvocationOperation delay)
    {
        var time = Ops.Bare(Ops.ArgumentAt(delay, 0));
        return time is { ConstantValue: { HasValue: true, Value: -1 } }
            || time is IFieldReferenceOperation { Field.Name: "InfiniteTimeSpan" or "Infinite" };
    }

    /// <summary>An operand of Task.WhenAny, whatever is around it there.</summary>
    public static bool IsRaced(IOperation task)
    {
        for (var parent = task.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
            if (parent is IInvocationOperation { TargetMethod.Name: "WhenAny" })
                return true;
        return false;
    }

    /// <summary>A constant time below ten seconds.</summary>
    public static bool IsShort(IInvocationOperation delay)
    {
        var time = Ops.Bare(Ops.ArgumentAt(delay, 0));
        if (time is { ConstantValue: { HasValue: true, Value: int milliseconds } })
            return milliseconds is >= 0 and < (int)ShortMilliseconds;
        if (time is not IInvocationOperation { TargetMethod.ContainingType.Name: "TimeSpan" } made
            || made.Arguments.Length == 0
            || made.Arguments[0].Value.ConstantValue is not { HasValue: true, Value: { } number })
            return false;
        var amount = Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture);
        return made.TargetMethod.Name switch
        {
            "FromMilliseconds" => amount < ShortMilliseconds,
            "FromSeconds" => amount * 1000 < ShortMilliseconds,
            "FromMicroseconds" or "FromTicks" => true,
            _ => false,
        };
    }
}
