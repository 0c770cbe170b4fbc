using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>
/// Publishers that hand themselves to what they keep: <c>foreach (var policy in _policies) policy.Initialize(this)</c>. The
/// subscriber is a part of the publisher.
/// </summary>
internal static class SelfHandingPublishers
{
    public static bool Are(TypeWorld world, IEventReferenceOperation happening, Body body)
    {
        if (body.Method is not { MethodKind: MethodKind.Ordinary } method || ParameterOf(happening, body) is not { } publisher)
            return false;
        var any = false;
        foreach (var mention in Mentions.Of(world.Scope).Of(method))
        {
            if (ForeignCode.Of(world.Scope).Around(mention) is not { } caller || ForeignCode.CallAt(caller, mention) is not { } call)
                return false;
            switch (Ops.Bare(Ops.ArgumentAt(call, publisher.Ordinal)))
            {
                case IInstanceReferenceOperation when IsKept(Ops.Receiver(call), caller):
                    any = true;
                    break;
                case IParameterReferenceOperation { Parameter.ContainingSymbol: var outer }
                    when Overrides.AreSame(outer, method) && IsKept(Ops.Receiver(call), caller):
                    break;
                default:
                    return false;
            }
        }
        return any;
    }

    /// <summary>The parameter that the event is reached through, itself or in the member that this code sets to it.</summary>
    private static IParameterSymbol? ParameterOf(IEventReferenceOperation happening, Body body)
    {
        var reached = Ops.Reached(happening.Instance);
        if (reached is IParameterReferenceOperation { Parameter: var given })
            return given;
        foreach (var member in reached is IMemberReferenceOperation ? body.Members : [])
            if (SymbolEqualityComparer.Default.Equals(Ops.Symbol(member), Ops.Symbol(reached))
                && Ops.Parent(member, out var child) is ISimpleAssignmentOperation put && ReferenceEquals(put.Target, child))
                return Ops.Symbol(put.Value) as IParameterSymbol;
        return null;
    }

    /// <summary>Comes from a member of the object, by way of locals and loops, and not from what the code is given.</summary>
    private static bool IsKept(IOperation? subscriber, Body code)
    {
        var followed = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        while (Ops.Bare(subscriber) is ILocalReferenceOperation { Local: var local } && followed.Add(local))
            subscriber = code.InitialOf(local) ?? WalkedThrough(local, code);
        var parts = subscriber?.DescendantsAndSelf().ToList() ?? [];
        return parts.Exists(static part => part is IFieldReferenceOperation { Instance: IInstanceReferenceOperation }
                or IPropertyReferenceOperation { Instance: IInstanceReferenceOperation })
            && !parts.Exists(static part => part is IParameterReferenceOperation);
    }

    private static IOperation? WalkedThrough(ILocalSymbol local, Body code)
    {
        foreach (var operation in code.Root.Descendants())
            if (operation is IForEachLoopOperation walk && walk.Locals.Contains(local, SymbolEqualityComparer.Default))
                return walk.Collection;
        return null;
    }
}
