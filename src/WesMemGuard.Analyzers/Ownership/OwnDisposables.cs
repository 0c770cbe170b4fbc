using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Disposable types of this program whose clean-up ends a connection, a handle, a timer or a registration: who makes
/// one owes its release.
/// </summary>
internal sealed class OwnDisposables(CompilationScope scope)
{
    private const int MostHops = 2;
    private readonly Known<bool> _known = new();

    public static OwnDisposables Of(CompilationScope scope) => scope.Part(known => new OwnDisposables(known));

    public bool Contains(ITypeSymbol? type) => Contains(type, 0);

    /// <summary>A listed resource, one of these, or a type of a package that connects and closes.</summary>
    public static bool Hold(ITypeSymbol? type, CompilationScope scope) =>
        ResourceTypes.IsAny(type, scope) || GrpcCalls.IsStreaming(type) || Of(scope).Contains(type) || Connects(type);

    private bool Contains(ITypeSymbol? type, int hops)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named
            || named.DeclaringSyntaxReferences.IsEmpty
            || !TypeName.IsDisposable(named))
            return false;
        var definition = named.OriginalDefinition;
        if (_known.Has(definition, out var known))
            return known;
        var found = Read(definition, hops);
        return _known.Keep(definition, found, hops);
    }

    private bool Read(INamedTypeSymbol type, int hops)
    {
        for (var current = type; current is { DeclaringSyntaxReferences.IsEmpty: false }; current = current.BaseType)
            foreach (var member in current.GetMembers())
                if (member is IMethodSymbol
                    {
                        MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation,
                        Name: var name
                    } method && EndsWithDispose(name) && Ends(method, hops, 0))
                    return true;
        return false;
    }

    private static bool EndsWithDispose(string name) =>
        name is "Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "System.IDisposable.Dispose" or "System.IAsyncDisposable.DisposeAsync";

    private bool Ends(IMethodSymbol method, int hops, int steps)
    {
        if (PlainDisposals.Ends(method, type => IsResource(type, hops)))
            return true;
        if (ForeignCode.Of(scope).BodyOf(method) is not { } body)
            return false;
        foreach (var subscription in body.Subscriptions)
            if (!subscription.Adds
                && subscription.EventReference is IEventReferenceOperation { Instance: not (null or IInstanceReferenceOperation) })
                return true;
        foreach (var call in body.Calls)
            if (Ops.Reached(call.Instance) is IInstanceReferenceOperation)
            {
                if (steps < MostHops && !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
                    && Ends(call.TargetMethod.OriginalDefinition, hops, steps + 1))
                    return true;
            }
            else if (EndsHeld(call, hops))
            {
                return true;
            }
        return false;
    }

    /// <summary>What needs no code of another method to be read is asked first.</summary>
    private bool EndsHeld(IInvocationOperation call, int hops) => call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
        ? ReleasingMethods.Of(scope).Ends(call.TargetMethod) && IsHeld(call.Instance, hops)
        : IsHeld(call.Instance, hops) && ReleasingMethods.Of(scope).Ends(call.TargetMethod);

    private bool IsHeld(IOperation? receiver, int hops)
    {
        var reached = Ops.Reached(receiver);
        return reached is IMemberReferenceOperation { Member.IsStatic: false }
            or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }
            or IInvocationOperation { TargetMethod.Name: "Exchange" } && IsResource(reached.Type, hops);
    }

    private bool IsResource(ITypeSymbol? type, int hops) =>
        ResourceTypes.IsAny(type, scope) || Sockets.Contains(type) || Connects(type)
        || TypeName.Of(type) is "System.Threading.CancellationTokenRegistration" or "System.IDisposable"
            or "System.Threading.ITimer" or "System.Net.Http.HttpResponseMessage"
        || (hops < MostHops && Contains(type, hops + 1));

    /// <summary>
    /// A type of a package, not of the runtime, that can be disposed, is opened or connected, and closed.
    /// </summary>
    private static bool Connects(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class } || !type.DeclaringSyntaxReferences.IsEmpty
            || !TypeName.IsDisposable(type)
            || TypeName.Of(type).StartsWith("System.", StringComparison.Ordinal))
            return false;
        var opens = false;
        var closes = false;
        foreach (var member in type.GetMembers())
            if (member is IMethodSymbol { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary, Name: var name })
            {
                opens |= name is "Connect" or "ConnectAsync" or "Open" or "OpenAsync";
                closes |= name is "Close" or "CloseAsync" or "Disconnect" or "DisconnectAsync";
            }
        return opens && closes;
    }
}
