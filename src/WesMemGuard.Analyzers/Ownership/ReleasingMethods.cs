using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Methods that release the object they are called on: those of other assemblies by name, those of this program's
/// disposable types by what they do; on its types that nothing can dispose a name such as Close is taken at its word.
/// </summary>
internal sealed class ReleasingMethods(CompilationScope scope)
{
    private const int MostHops = 3;
    private readonly Known<bool> _known = new();

    public static ReleasingMethods Of(CompilationScope scope) => scope.Part(known => new ReleasingMethods(known));

    /// <summary>Whether a call of the method ends the life of its receiver.</summary>
    public bool Ends(IMethodSymbol method) => Ends(method, 0);

    private bool Ends(IMethodSymbol method, int hops)
    {
        if (IsDispose(method))
            return true;
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (method.DeclaringSyntaxReferences.IsEmpty)
            return ReleaseNames.Contains(method.Name);
        if (ReleaseNames.Contains(method.Name) && !TypeName.IsDisposable(definition.ContainingType))
            return true;
        if (hops > MostHops)
            return false;
        if (_known.Has(definition, out var known))
            return known;
        var ends = Read(definition, hops);
        return _known.Keep(definition, ends, hops);
    }

    private static bool IsDispose(IMethodSymbol method) =>
        method is { Name: "Dispose" or "DisposeAsync", Parameters.Length: 0 };

    private bool Read(IMethodSymbol method, int hops)
    {
        var behind = Implementations.Of(scope).Behind(method);
        if (behind.IsEmpty)
            return ReleaseNames.Contains(method.Name);
        foreach (var each in behind)
            if (ForeignCode.Of(scope).BodyOf(each) is not { } body
                ? ReleaseNames.Contains(each.Name) : Releases(body, hops))
                return true;
        return false;
    }

    /// <summary>
    /// Something that the object keeps is ended here: disposed, closed, cancelled, completed, or no longer listened to.
    /// </summary>
    private bool Releases(Body body, int hops)
    {
        foreach (var call in body.Calls)
            if (IsOfOwner(call.Instance) && (EndsByName(call) || Ends(call.TargetMethod, hops + 1)))
                return true;
        foreach (var subscription in body.Subscriptions)
            if (!subscription.Adds)
                return true;
        foreach (var call in body.Calls)
            if (call.Instance is null && PassesOwn(call)
                && (ReleaseNames.Contains(call.TargetMethod.Name) || TakesOver(call, hops)))
                return true;
        return false;
    }

    /// <summary>A helper that is given something of this object and ends it.</summary>
    private bool TakesOver(IInvocationOperation call, int hops) =>
        !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty && hops < MostHops
            && ForeignCode.Of(scope).BodyOf(call.TargetMethod) is { } helper && ReleasesGiven(helper, hops + 1);

    private bool ReleasesGiven(Body body, int hops)
    {
        foreach (var call in body.Calls)
            if (Ops.Reached(call.Instance) is IParameterReferenceOperation
                && (EndsByName(call) || Ends(call.TargetMethod, hops)))
                return true;
        return false;
    }

    private static bool EndsByName(IInvocationOperation call) =>
        call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
            && call.TargetMethod.Name is "Cancel" or "CancelAsync" or "CancelAfter" or "TryComplete" or "Complete" or "Kill" or "Interrupt";

    /// <summary>The object itself, what it keeps, or what was just taken out of a field of it.</summary>
    private static bool IsOfOwner(IOperation? receiver) => Ops.Reached(receiver) switch
    {
        IInstanceReferenceOperation => true,
        IMemberReferenceOperation { Member.IsStatic: false } => true,
        ILocalReferenceOperation => true,
        IInvocationOperation { TargetMethod.Name: "Exchange" or "CompareExchange" or "GetStream" } => true,
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } => true,
        _ => false,
    };

    private static bool PassesOwn(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (Ops.Reached(argument.Value) is IInstanceReferenceOperation or IMemberReferenceOperation { Member.IsStatic: false })
                return true;
        return false;
    }
}
