using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Hosting;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>Values that stand for somebody waiting.</summary>
internal static class Pending
{
    /// <summary>A completion source, or a source type that holds one.</summary>
    public static bool IsWaiter(ITypeSymbol? type) => IsSource(type) || Holds(type, IsSource);

    /// <summary>A waiter, a channel or a call-back: something registered for an answer.</summary>
    public static bool IsPending(ITypeSymbol? type) =>
        IsWaiter(type) || IsChannel(type) || Holds(type, IsChannel) || type?.TypeKind == TypeKind.Delegate;

    private static bool IsSource(ITypeSymbol? type) =>
        TypeName.Of(type) is "System.Threading.Tasks.TaskCompletionSource" || (type is not null && TypeName.Implements(type, "System.Threading.Tasks.Sources.IValueTaskSource"));

    private static bool IsChannel(ITypeSymbol? type) =>
        TypeName.Of(type) is "System.Threading.Channels.Channel" or "System.Threading.Channels.ChannelWriter";

    private static bool Holds(ITypeSymbol? type, Func<ITypeSymbol?, bool> isOne)
    {
        if (type is not INamedTypeSymbol named || (!named.IsTupleType && (named.Locations.Length == 0 || !named.Locations[0].IsInSource)))
            return false;
        foreach (var member in named.GetMembers())
            if (member is IFieldSymbol { IsStatic: false } field && isOne(field.Type))
                return true;
        return false;
    }
}
