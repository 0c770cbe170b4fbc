using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>What becomes of a fresh resource in the function that made it.</summary>
internal enum Fate
{
    /// <summary>Released or handed on, as far as can be seen.</summary>
    Owned,

    /// <summary>Used on the spot or not at all; nobody can release it.</summary>
    Dropped,

    /// <summary>Kept in a local that nothing releases.</summary>
    NeverReleased,

    /// <summary>Some normal path, throw statement or loop turn leaves it open.</summary>
    LeaksOnPath,

    /// <summary>A failing call leaves it open although it is released later on.</summary>
    LeaksOnFailure,

    /// <summary>A failing call leaves it open before it is handed on.</summary>
    LeaksBeforeHandOver,
}

/// <summary>Decides the fate of fresh resources.</summary>
internal static class Fates
{
    public static Fate Of(TypeWorld world, IOperation fresh, Body body)
    {
        var destination = Destination.Of(fresh);
        switch (destination.Kind)
        {
            case DestinationKind.Dropped:
                return Fate.Dropped;
            case DestinationKind.Chained:
            case DestinationKind.Argument:
                return RoleReader.In(world).Of(Acquisition(fresh), body) == Role.None ? Fate.Dropped : Fate.Owned;
            case DestinationKind.Local when destination.Symbol is { } local:
                return OfLocal(world, fresh, local, body);
            default:
                return Fate.Owned;
        }
    }

    /// <summary>
    /// Some way through the code, without anything failing, leaves a local open that another way hands on or releases.
    /// </summary>
    public static bool IsLeftOpen(TypeWorld world, IOperation fresh, Body body)
    {
        if (Of(world, fresh, body) != Fate.LeaksOnPath || Destination.Of(fresh).Symbol is not { } local)
            return false;
        var releases = RoleReader.In(world).Discharges(local, body);
        foreach (var (kind, _) in ObligationWalk.Leaks(Ops.FunctionRoot(fresh), Acquisition(fresh), local,
            releases.Contains,
            failures: false))
            if (kind == LeakKind.Exit)
                return true;
        return false;
    }

    /// <summary>An iterator hands something out while the local is open, and releases it in no finally block.</summary>
    public static bool IsLeftInWalk(TypeWorld world, IOperation fresh, Body body) =>
        Of(world, fresh, body) == Fate.LeaksOnFailure && Destination.Of(fresh).Symbol is { } local
        && ObligationWalk.Leaks(Ops.FunctionRoot(fresh), Acquisition(fresh), local,
            RoleReader.In(world).Discharges(local, body).Contains)
            .Exists(static leak => leak.Place is IReturnOperation { Kind: OperationKind.YieldReturn });

    /// <summary>
    /// An await lies between the making of a local and its being handed on: when it fails nobody can release what is
    /// open by then; true for a handshake, false for any other.
    /// </summary>
    public static bool? IsLostInHandshake(TypeWorld world, IOperation fresh, Body body)
    {
        if (Of(world, fresh, body) != Fate.LeaksBeforeHandOver || Destination.Of(fresh).Symbol is not { } local)
            return null;
        bool? lost = null;
        var releases = RoleReader.In(world).Discharges(local, body);
        foreach (var (_, place) in ObligationWalk.Leaks(Ops.FunctionRoot(fresh), Acquisition(fresh), local,
            releases.Contains))
            if (Ops.Core(place) is IInvocationOperation { TargetMethod.Name: var name }
                && (name.StartsWith("Authenticate", StringComparison.Ordinal)
                    || name.IndexOf("Handshake", StringComparison.Ordinal) >= 0))
                return true;
            else if (place is IAwaitOperation)
                lost = false;
        return lost;
    }

    /// <summary>Whether the function hands the fresh value to its caller.</summary>
    public static bool IsReturned(IOperation fresh, Body body)
    {
        var destination = Destination.Of(fresh);
        if (destination.Kind == DestinationKind.Returned)
            return true;
        if (destination.Kind != DestinationKind.Local || destination.Symbol is not { } local)
            return false;
        foreach (var mention in body.ReferencesTo(local))
            if (Ops.Use(mention) is IReturnOperation)
                return true;
        return false;
    }

    /// <summary>The operation after which the resource is there: the await around a factory's task.</summary>
    public static IOperation Acquisition(IOperation fresh)
    {
        var current = fresh;
        while (true)
        {
            var parent = Ops.Parent(current, out var child);
            if (parent is IAwaitOperation
                || (parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" } call
                && ReferenceEquals(call.Instance, child)))
                current = parent;
            else
                return current;
        }
    }

    private static Fate OfLocal(TypeWorld world, IOperation fresh, ISymbol local, Body body)
    {
        var function = Ops.FunctionRoot(fresh);
        var discharges = RoleReader.In(world).Discharges(local, body);
        var released = false;
        foreach (var mention in body.ReferencesTo(local))
        {
            if (discharges.Count > 0 && !ReferenceEquals(Ops.FunctionRoot(mention), function)
                && !IsInLambdaOf(mention, function))
                return Fate.Owned;
            released |= discharges.Contains(mention) && RoleReader.In(world).Of(mention, body) == Role.Release;
        }
        if (discharges.Count == 0)
            return Fate.NeverReleased;
        return Worst(ObligationWalk.Leaks(function, Acquisition(fresh), local, discharges.Contains), released);
    }

    private static Fate Worst(List<(LeakKind Kind, IOperation Place)> leaks, bool released)
    {
        var fate = Fate.Owned;
        foreach (var (kind, place) in leaks)
        {
            if (kind != LeakKind.Failure)
                return Fate.LeaksOnPath;
            if (released && IsLikelyToFail(place))
                fate = Fate.LeaksOnFailure;
            else if (fate == Fate.Owned)
                fate = Fate.LeaksBeforeHandOver;
        }
        return fate;
    }

    /// <summary>Awaits are cancelled and time out; any other call may throw too, but that proves little.</summary>
    private static bool IsLikelyToFail(IOperation place) =>
        place is IAwaitOperation or IReturnOperation
            or IInvocationOperation { TargetMethod.Name: "EnsureSuccessStatusCode" or "ThrowIfCancellationRequested" or "Connect" };

    private static bool IsInLambdaOf(IOperation mention, IOperation function)
    {
        for (var inner = Ops.FunctionRoot(mention); !ReferenceEquals(inner, function); inner = Ops.FunctionRoot(inner))
        {
            if (inner is not IAnonymousFunctionOperation)
                return false;
            if (inner.Parent is null)
                return false;
        }
        return true;
    }
}
