using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Flow;

/// <summary>
/// Code whose pace somebody else sets: receive loops, event handlers, call-backs, public entry points.
/// </summary>
internal static class RemoteSources
{
    private static readonly string[] Routes = ["Map"];

    /// <summary>Whether a write is made at the pace of a remote peer.</summary>
    public static bool Drives(TypeWorld world, IOperation write, Body body) =>
        InReceiveLoop(write) || IsCallback(world, write, body) || CalledFromLoop(world, body);

    /// <summary>A public method of the type: its callers set the pace.</summary>
    public static bool IsEntryPoint(Body body) =>
        body.Method is
        {
            DeclaredAccessibility: Accessibility.Public or Accessibility.Internal, MethodKind: MethodKind.Ordinary,
            Parameters.Length: > 0
        };

    private static bool InReceiveLoop(IOperation write)
    {
        for (var loop = Ops.Loop(write); loop is not null; loop = Ops.Loop(loop))
        {
            if (loop is IForEachLoopOperation { IsAsynchronous: true } each)
                return !ReadsChannel(each.Collection);
            foreach (var operation in loop.Descendants())
                if (operation is IInvocationOperation call && Receives(call.TargetMethod.Name))
                    return true;
        }
        return false;
    }

    private static bool ReadsChannel(IOperation collection)
    {
        foreach (var operation in collection.DescendantsAndSelf())
            if (operation is IInvocationOperation { TargetMethod.Name: "ReadAllAsync" } read
                && TypeName.Is(read.TargetMethod.ContainingType, "System.Threading.Channels.ChannelReader"))
                return true;
        return false;
    }

    private static bool Receives(string name) =>
        name.StartsWith("Receive", StringComparison.Ordinal)
            || name is "MoveNext" or "MoveNextAsync" or "ReadLineAsync" or "ReadLine" or "Read" or "ReadMessageAsync" or "AcceptAsync"
        || name.StartsWith("Poll", StringComparison.Ordinal) || name.StartsWith("Accept", StringComparison.Ordinal)
            || name is "WaitForNextTickAsync" or "GetStringAsync";

    /// <summary>An event handler, or a function given to something that calls it back.</summary>
    public static bool IsCallback(TypeWorld world, IOperation write, Body body)
    {
        for (var function = Ops.Function(write); function is not null; function = Ops.Function(function))
            if ((function is IAnonymousFunctionOperation lambda && Callbacks.IsHandedOver(world.Scope, lambda))
                || (function is ILocalFunctionOperation local && IsGiven(world, local.Symbol, body)))
                return true;
        if (body.Method is not { } method)
            return false;
        if (Callbacks.IsOfContract(method))
            return true;
        if (method.Parameters.Length == 2 && method.Parameters[0].Type.SpecialType == SpecialType.System_Object)
            return true;
        foreach (var (call, _) in world.CallersOf(method))
            if (Ops.Function(call) is IAnonymousFunctionOperation handler
                && Callbacks.IsHandedOver(world.Scope, handler))
                return true;
        foreach (var other in world.Bodies)
            foreach (var member in other.Members)
                if (member is IMethodReferenceOperation group
                    && SymbolEqualityComparer.Default.Equals(group.Method.OriginalDefinition, method)
                    && Callbacks.IsHandedOver(world.Scope, group))
                    return true;
        return false;
    }

    /// <summary>A function that answers the requests of a web program.</summary>
    public static bool IsServed(IOperation function) =>
        Ops.Taker(function) is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } }
            && Serves(name);

    /// <summary>Methods that take such functions, by their name: Map, MapGet, MapHub.</summary>
    public static bool Serves(string method) => LongLife.Begins(method, Routes);

    /// <summary>A local function that this body subscribes.</summary>
    private static bool IsGiven(TypeWorld world, IMethodSymbol local, Body body)
    {
        foreach (var member in body.Members)
            if (member is IMethodReferenceOperation group
                && SymbolEqualityComparer.Default.Equals(group.Method.OriginalDefinition,
                local.OriginalDefinition) && Callbacks.IsHandedOver(world.Scope, group))
                return true;
        return false;
    }

    private static bool CalledFromLoop(TypeWorld world, Body body)
    {
        if (body.Method is not { } method)
            return false;
        foreach (var (call, _) in world.CallersOf(method))
            if (InReceiveLoop(call))
                return true;
        return false;
    }
}
