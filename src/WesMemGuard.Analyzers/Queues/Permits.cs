using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Queues;

/// <summary>
/// Permits of a semaphore, and objects of a pool, that a function takes and gives back itself, but not when an await in between
/// fails: one less each time, until all who come later wait.
/// </summary>
internal static class Permits
{
    private const string Semaphore = "System.Threading.SemaphoreSlim";
    private static readonly HashSet<string> Takes = new(StringComparer.Ordinal)
    {
        "TryDequeue", "Dequeue", "TryTake", "Take", "TryPop", "Pop", "ReadAsync", "TryRead", "Receive", "ReceiveAsync",
    };

    private static readonly HashSet<string> Gives = new(StringComparer.Ordinal)
    {
        "Enqueue", "Add", "TryAdd", "Push", "WriteAsync", "TryWrite", "Post", "SendAsync", "AddLast", "AddFirst",
    };

    /// <summary>The calls that take what is not given back on every way.</summary>
    public static IEnumerable<IInvocationOperation> Of(TypeWorld world, Body body)
    {
        foreach (var call in body.Calls)
            if (IsWait(call) ? IsLost(world, call, body) : CountedPermits.IsLost(world, call, body) || IsRentLost(world, call, body))
                yield return call;
    }

    /// <summary>Without a time limit, so that one who waits either gets it or fails; or left at once when the time is up.</summary>
    private static bool IsWait(IInvocationOperation call) => call.TargetMethod.Name is "Wait" or "WaitAsync"
        && TypeName.Is(call.TargetMethod.ContainingType, Semaphore)
        && (call.TargetMethod.Parameters.All(static parameter => parameter.Type.Name == "CancellationToken") || Refusal(call) is not null);

    /// <summary>What is done when the time is up: it leaves the code.</summary>
    private static IOperation? Refusal(IInvocationOperation wait) =>
        Ops.Parent(Taken(wait), out _) is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negated
        && Ops.Parent(negated, out var asked) is IConditionalOperation { WhenTrue: { } refusal } branch
        && ReferenceEquals(branch.Condition, asked) ? refusal : null;

    private static bool IsLost(TypeWorld world, IInvocationOperation wait, Body body)
    {
        if (Ops.Symbol(Ops.Reached(wait.Instance)) is not { } gate || gate is ILocalSymbol)
            return false;
        var function = Ops.FunctionRoot(wait);
        var releases = new HashSet<IOperation>();
        foreach (var other in world.Bodies)
            foreach (var call in other.Calls)
                if (IsRelease(call, gate))
                {
                    if (ReferenceEquals(other, body) ? !ReferenceEquals(Ops.FunctionRoot(call), function) : !Waits(other, call, gate))
                        return false;
                    if (ReferenceEquals(other, body))
                        releases.Add(call);
                }
        return releases.Count > 0 && !IsHandedOn(world, gate, body)
            && ObligationWalk.Leaks(function, Taken(wait), null, releases.Contains).Exists(leak =>
                (leak.Kind is LeakKind.Exit or LeakKind.Throw || leak.Place is IAwaitOperation or IReturnOperation)
                && !(Refusal(wait) is { } refusal && Ops.Contains(refusal, leak.Place)));
    }

    private static bool IsRelease(IInvocationOperation call, ISymbol gate) => call.TargetMethod.Name == "Release"
        && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Reached(call.Instance)), gate);

    /// <summary>The same function waits before it releases: another user of the gate, and none who gives back for others.</summary>
    private static bool Waits(Body body, IInvocationOperation release, ISymbol gate) => body.Calls.Exists(call =>
        call.TargetMethod.Name is "Wait" or "WaitAsync"
        && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Reached(call.Instance)), gate)
        && ReferenceEquals(Ops.FunctionRoot(call), Ops.FunctionRoot(release)));

    /// <summary>An object or a method gets the gate: it may release it.</summary>
    private static bool IsHandedOn(TypeWorld world, ISymbol gate, Body body)
    {
        var mentions = gate is IParameterSymbol ? body.ReferencesTo(gate)
            : world.UsesOf(gate).Select(static use => (IOperation)use.Place);
        foreach (var mention in mentions)
            if (Ops.Use(mention) is IArgumentOperation or IReturnOperation or IMethodReferenceOperation)
                return true;
        return false;
    }

    /// <summary>An object that comes out of a member's pool, by itself or through a method of the type, and is put back into it.</summary>
    private static bool IsRentLost(TypeWorld world, IInvocationOperation call, Body body)
    {
        if (Destination.Of(call) is not { Kind: DestinationKind.Local, Symbol: { } rented }
            || (PoolOf(world, call) ?? ForeignPoolOf(world, call, rented, body)) is not { } pool)
            return false;
        var function = Ops.FunctionRoot(call);
        var returns = new HashSet<IOperation>();
        foreach (var mention in body.ReferencesTo(rented))
            if (IsGivenBack(world, mention, call, pool) && ReferenceEquals(Ops.FunctionRoot(mention), function))
                returns.Add(mention.Parent!.Parent!);
            else if (Ops.Use(mention) is IArgumentOperation { Parent: IInvocationOperation back } && Gives.Contains(back.TargetMethod.Name)
                && SymbolEqualityComparer.Default.Equals(Keeper(back), pool) && ReferenceEquals(Ops.FunctionRoot(back), function))
                returns.Add(back);
            else if (Ops.Use(mention) is IInvocationOperation { TargetMethod.Name: "Dispose" or "DisposeAsync" or "Close" or "Abort" }
                or IReturnOperation or IAssignmentOperation || !ReferenceEquals(Ops.FunctionRoot(mention), function))
                return false;
        if (returns.Count == 0)
            return false;
        var leaks = ObligationWalk.Leaks(function, Taken(call), rented, returns.Contains);
        return leaks.TrueForAll(static leak => leak.Kind is LeakKind.Failure or LeakKind.Throw)
            && leaks.Exists(static leak => leak.Place is IAwaitOperation);
    }

    /// <summary>The member that a call takes from.</summary>
    private static ISymbol? PoolOf(TypeWorld world, IInvocationOperation call)
    {
        if (Takes.Contains(call.TargetMethod.Name))
            return Keeper(call);
        if (world.BodyOf(call.TargetMethod) is not { } rent || call.TargetMethod.MethodKind != MethodKind.Ordinary)
            return null;
        foreach (var taking in rent.Calls)
            if (Takes.Contains(taking.TargetMethod.Name) && Keeper(taking) is { } pool && rent.Method!.ReturnsVoid is false
                && SymbolEqualityComparer.Default.Equals(Tasks.Result(rent.Method.ReturnType), KeptBy(pool)))
                return pool;
        return null;
    }

    /// <summary>The member of another object of the program that a method of it takes from, and that the local is given to again.</summary>
    private static ISymbol? ForeignPoolOf(TypeWorld world, IInvocationOperation call, ISymbol rented, Body body)
    {
        if (call.TargetMethod is not { MethodKind: MethodKind.Ordinary, ReturnsVoid: false, DeclaringSyntaxReferences.IsEmpty: false }
            || Ops.Symbol(Ops.Reached(call.Instance)) is not { } keeper || world.Owns(call.TargetMethod.ContainingType)
            || !body.ReferencesTo(rented).Any(mention => Ops.Use(mention) is IArgumentOperation { Parent: IInvocationOperation back }
                && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Reached(back.Instance)), keeper))
            || ForeignCode.Of(world.Scope).BodyOf(call.TargetMethod) is not { } rent)
            return null;
        foreach (var taking in rent.Calls)
            if (Takes.Contains(taking.TargetMethod.Name) && Keeper(taking) is { } pool
                && SymbolEqualityComparer.Default.Equals(Tasks.Result(call.Type), KeptBy(pool)))
                return pool;
        return null;
    }

    /// <summary>Given to a method of the object that it was taken from, which puts it into the same member.</summary>
    private static bool IsGivenBack(TypeWorld world, IOperation mention, IInvocationOperation rent, ISymbol pool) =>
        Ops.Use(mention) is IArgumentOperation { Parent: IInvocationOperation back } && !back.TargetMethod.DeclaringSyntaxReferences.IsEmpty
        && SymbolEqualityComparer.Default.Equals(back.TargetMethod.ContainingType, rent.TargetMethod.ContainingType)
        && ForeignCode.Of(world.Scope).BodyOf(back.TargetMethod) is { } code && code.Calls.Exists(give =>
            Gives.Contains(give.TargetMethod.Name) && SymbolEqualityComparer.Default.Equals(Keeper(give), pool));

    private static ITypeSymbol? KeptBy(ISymbol pool) =>
        (pool as IFieldSymbol)?.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } kept } ? kept[0] : null;

    /// <summary>The field of a collection or channel that a call puts into or takes from.</summary>
    private static IFieldSymbol? Keeper(IInvocationOperation call)
    {
        var reached = Ops.Receiver(call);
        if (reached is IPropertyReferenceOperation { Property.Name: "Reader" or "Writer", Instance: { } channel })
            reached = Ops.Reached(channel);
        return reached is IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field } && KeptBy(field) is not null
            ? field : null;
    }

    /// <summary>The await around the call: what fails there has taken nothing.</summary>
    private static IOperation Taken(IInvocationOperation call)
    {
        IOperation taken = call;
        while (Ops.Parent(taken, out _) is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" }
            && taken.Parent is { } outer)
            taken = outer;
        return taken;
    }
}
