using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Values that stand for somebody waiting.</summary>
internal static class Waiters
{
    /// <summary>A completion source, or a source type that holds one.</summary>
    public static bool IsWaiter(ITypeSymbol? type) => IsSource(type) || Holds(type, IsSource);

    /// <summary>A waiter, a channel or a call-back: something registered for an answer.</summary>
    public static bool IsPending(ITypeSymbol? type) =>
        IsWaiter(type) || IsChannel(type) || Holds(type, IsChannel) || type?.TypeKind == TypeKind.Delegate;

    /// <summary>
    /// A function of the program itself, as a cache keeps them: neither a caller's nor one that answers somebody.
    /// </summary>
    public static bool IsOwnFunction(CollectionUse growth)
    {
        if (Ops.Bare(growth.Value) is not { Type.TypeKind: TypeKind.Delegate } value)
            return false;
        while (value is IDelegateCreationOperation made && Ops.Bare(made.Target) is { } target)
            value = target;
        if (value is ILocalReferenceOperation local)
            value = Locals.Initial(local, growth.Body) is { } initial && Ops.Bare(initial) is { } first ? first : value;
        if (value is IParameterReferenceOperation)
            return false;
        foreach (var operation in value.DescendantsAndSelf())
            if (operation is IInvocationOperation { TargetMethod.Name: var name }
                && (name.StartsWith("TrySet", StringComparison.Ordinal)
                    || name.StartsWith("Set", StringComparison.Ordinal)
                || name is "TryWrite" or "Release"))
                return false;
        return true;
    }

    /// <summary>A source type that holds what is called with the answer.</summary>
    public static bool HoldsCallback(ITypeSymbol? type) => Holds(type, kept => kept?.TypeKind == TypeKind.Delegate);

    /// <summary>
    /// What is put in holds a call-back that gives a local completion source its result: somebody waits for it here.
    /// </summary>
    public static bool CompletesWaiter(CollectionUse growth)
    {
        if (Ops.Bare(growth.Value) is not IObjectCreationOperation made)
            return false;
        foreach (var operation in made.Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: "TrySetResult" or "SetResult", Instance: { } source }
                && Ops.Symbol(source) is ILocalSymbol && IsSource(source.Type)
                && Ops.Function(operation) is IAnonymousFunctionOperation answer && Ops.Contains(made, answer))
                return true;
        return false;
    }

    /// <summary>A semaphore made without a place in it: somebody waits until it is released.</summary>
    public static bool IsSignal(CollectionUse growth)
    {
        if (growth.Value is null || !TypeName.Is(Ops.Bare(growth.Value)?.Type, "System.Threading.SemaphoreSlim"))
            return false;
        foreach (var creation in growth.Body.Creations)
            if (TypeName.Is(creation.Type, "System.Threading.SemaphoreSlim") && creation.Arguments.Length > 0
                && creation.Arguments[0].Value.ConstantValue is { HasValue: true, Value: 0 })
                return true;
        return false;
    }

    /// <summary>A small type made for the waiting: a record, a struct, a private type, or one named so.</summary>
    private static bool IsTicket(INamedTypeSymbol type) =>
        type.IsRecord || type.IsValueType
            || type.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal
            || Says(type.Name, "Pending") || Says(type.Name, "Request") || Says(type.Name, "Wait")
        || Says(type.Name, "Call") || Says(type.Name, "Operation") || Says(type.Name, "Entry")
        || Says(type.Name, "Command")
            || Says(type.Name, "Subscription") || Says(type.Name, "Invocation") || Says(type.Name, "Rpc")
            || Says(type.Name, "Ticket");

    private static bool Says(string name, string word) => name.IndexOf(word, StringComparison.Ordinal) >= 0;

    private static bool IsSource(ITypeSymbol? type) =>
        TypeName.Of(type) is "System.Threading.Tasks.TaskCompletionSource" or "System.Threading.EventWaitHandle"
            or "System.Threading.ManualResetEvent" or "System.Threading.AutoResetEvent" or "System.Threading.ManualResetEventSlim"
            || (type is not null && TypeName.Implements(type, "System.Threading.Tasks.Sources.IValueTaskSource"));

    private static bool IsChannel(ITypeSymbol? type) =>
        TypeName.Of(type) is "System.Threading.Channels.Channel" or "System.Threading.Channels.ChannelWriter";

    private static bool Holds(ITypeSymbol? type, Func<ITypeSymbol?, bool> isOne)
    {
        if (type is not INamedTypeSymbol named
            || (!named.IsTupleType && (named.Locations.Length == 0 || !named.Locations[0].IsInSource)))
            return false;
        if (!named.IsTupleType && !IsTicket(named))
            return false;
        foreach (var member in named.GetMembers())
            if (member is IFieldSymbol { IsStatic: false } field && isOne(field.Type))
                return true;
        return false;
    }
}
