using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>Signs that an object stays for hours: it keeps a connection, a timer or a cache for others.</summary>
internal static class LongLife
{
    private static readonly HashSet<string> Anchors = new(StringComparer.Ordinal)
    {
        "System.Net.Http.HttpClient", "System.Net.Http.IHttpClientFactory", "Grpc.Net.Client.GrpcChannel",
            "Grpc.Core.ChannelBase", "System.Net.WebSockets.ClientWebSocket", "System.Net.WebSockets.WebSocket",
        "System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.Sockets.TcpListener",
            "System.Net.Sockets.UdpClient", "System.Threading.Timer", "System.Timers.Timer", "System.Threading.PeriodicTimer",
        "Microsoft.AspNetCore.SignalR.Client.HubConnection", "StackExchange.Redis.IConnectionMultiplexer",
    };

    private static readonly string[] Drives =
    [
        "On", "Handle", "Process", "Receive", "Track", "Record", "Log", "Observe", "Is", "Seen", "Mark", "Touch", "Note", "Get",
            "Find", "Lookup", "Fetch", "Load", "Try", "Resolve", "Acquire", "Enter", "Lock", "Hit",
        "Append", "Enqueue", "Publish", "Submit", "Store", "Put", "Remember", "Poll", "Run", "Tick", "Execute", "Accept",
            "Ingest", "Push", "Send", "Watch", "Subscribe", "For", "Of", "Report", "Next", "Count", "Update", "Write", "Save",
            "Keep", "Open", "Join", "Check", "this[]",
    ];

    private static readonly string[] Listening = ["Subscribe", "Listen", "Watch", "Attach", "Join", "Follow", "Observe"];

    private static readonly string[] SetUps =
        ["Add", "Register", "Set", "Configure", "Use", "With", "Map", "Include", "Ignore", "Bind", "Install", "Define", "Insert"];

    private static readonly string[] Beginnings = ["Init", "Initial", "Initialize", "Initialise"];

    /// <summary>A field of a connection or timer, or a type of this program that keeps one.</summary>
    public static bool HasAnchor(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { IsStatic: false } field
                && (Anchors.Contains(TypeName.Of(field.Type)) || IsGrpcClient(field.Type)))
                return true;
        return false;
    }

    /// <summary>Code that runs for each request, message or event, by its name or because it awaits.</summary>
    public static bool IsDriven(ISymbol member) =>
        member is IMethodSymbol { IsAsync: true }
            || member is IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet }
            || Begins(member.Name, Drives);

    /// <summary>Code that runs when the program is put together, by its name.</summary>
    public static bool SetsUp(string member) => Begins(member, SetUps);

    /// <summary>Code that runs once, before everything else, by its name.</summary>
    public static bool Initializes(string member) => Begins(member, Beginnings);

    /// <summary>Code that lets somebody listen, by its name.</summary>
    public static bool Joins(string member) => Begins(member, Listening);

    /// <summary>Its first words are one of these: <c>MapGet</c> begins with Map, <c>Mapping</c> does not.</summary>
    public static bool Begins(string member, string[] words)
    {
        foreach (var word in words)
            if (member.StartsWith(word, StringComparison.Ordinal)
                && (member.Length == word.Length || !char.IsLower(member[word.Length])))
                return true;
        return false;
    }

    private static bool IsGrpcClient(ITypeSymbol type) => TypeName.Derives(type, "Grpc.Core.ClientBase");
}
