using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Handles of subscriptions that end by themselves, kept in a composite that loses none before it is disposed.
/// </summary>
internal static class SpentHandles
{
    private const string Composite = "System.Reactive.Disposables.CompositeDisposable";

    /// <summary>The calls that add one, with the field that keeps it.</summary>
    public static IEnumerable<(IInvocationOperation Place, ISymbol Member)> Of(TypeWorld world)
    {
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
                if (call.TargetMethod.Name == "Add" && body.Method is { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 }
                    && Ops.Reached(call.Instance) is IFieldReferenceOperation { Field: var field }
                    && field.DeclaredAccessibility == Accessibility.Private && TypeName.Is(field.Type, Composite)
                    && !InitContext.Contains(body.Member)
                    && Made(Ops.ArgumentAt(call, 0), body) is IInvocationOperation { TargetMethod.Name: "Subscribe" } subscription
                    && EndsByItself(subscription) && LosesNone(world, field))
                    yield return (call, field);
    }

    private static IOperation? Made(IOperation? handle, Body body) =>
        Ops.Core(handle) is ILocalReferenceOperation { Local: var local } ? Ops.Core(body.InitialOf(local)) : Ops.Core(handle);

    /// <summary>A timer that fires once, or the first items alone.</summary>
    private static bool EndsByItself(IInvocationOperation subscription)
    {
        for (var step = Ops.Receiver(subscription) as IInvocationOperation; step is not null;
            step = Ops.Receiver(step) as IInvocationOperation)
        {
            if (step.TargetMethod.Name is "Repeat" or "RepeatWhen" or "Concat" or "Merge" or "Switch" or "SelectMany")
                return false;
            if (step.TargetMethod.Name is "FirstAsync" or "Take" && !HasTimes(step))
                return true;
            if (step.TargetMethod is { Name: "Timer", ContainingType.Name: "Observable" })
                return !HasPeriod(step);
        }
        return false;
    }

    private static bool HasPeriod(IInvocationOperation timer)
    {
        foreach (var parameter in timer.TargetMethod.Parameters)
            if (parameter.Name == "period")
                return true;
        return false;
    }

    private static bool HasTimes(IInvocationOperation step) => step.TargetMethod.Name == "Take"
        && Ops.ArgumentAt(step, 1) is { ConstantValue.HasValue: false };

    private static bool LosesNone(TypeWorld world, IFieldSymbol field)
    {
        foreach (var (mention, body) in world.UsesOf(field))
        {
            if (Ops.Use(mention) is IInvocationOperation { TargetMethod.Name: "Add" or "Dispose" })
                continue;
            if (Ops.Parent(mention, out var child) is IAssignmentOperation put && ReferenceEquals(put.Target, child)
                && InitContext.IsConstruction(body.Member))
                continue;
            return false;
        }
        return true;
    }
}
