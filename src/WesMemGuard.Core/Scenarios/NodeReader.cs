using WesMemGuard.Json;
using WesMemGuard.Texts;

namespace WesMemGuard.Scenarios;

/// <summary>Reads where a live scenario's node comes from.</summary>
internal sealed class NodeReader(ProblemList problems)
{
    internal const int MostPeers = 8;

    /// <summary>The most figures that a map renames.</summary>
    internal const int MostFigures = 100;

    internal static readonly string[] OfAccess = ["metricsPath", "pprofPath", "ca", "bearer", "basic", "map"];

    /// <summary>Where a credential may stand.</summary>
    internal static readonly string[] Sources = ["env:", "file:"];

    internal static readonly string[] Known = ["url", "diagnosticsUrl", "start", .. OfAccess];

    internal static readonly string[] OfPeers = ["start", "miner"];

    internal static readonly string[] OfClient = ["start"];

    internal static readonly string[] OfStart = ["command", "args", "config", "workDir", "env"];

    internal NodeSource? Read(JsonValue value)
    {
        if (ObjectReader.Of(value, "\"node\"", Known, problems) is not { } node)
            return null;
        var (url, start) = (node.Get("url"), node.Get("start"));
        if ((url is null) == (start is null))
        {
            problems.Add(value, $"\"node\" needs exactly one of url, start; here {(url is null ? "is none" : "are both")}");
            return null;
        }

        var (diagnostics, access) = (ReadUrl(node, "diagnosticsUrl"), ReadAccess(node));
        if (url is not null)
            return ReadUrl(node, "url") is { } running ? new RunningNode(running, diagnostics) { Access = access } : null;
        if (node.Value.Find("diagnosticsUrl") is { } extra)
            problems.Add(extra.Line, extra.Column, "\"diagnosticsUrl\" goes with url; a started node's ports are known");
        return ReadStart(start!) is { } started ? started with { Access = access } : null;
    }

    /// <summary>How it is reached; files and credentials are read when it runs.</summary>
    private NodeAccess? ReadAccess(ObjectReader node)
    {
        if (!OfAccess.Any(name => node.Get(name) is not null))
            return null;
        if (node.Get("bearer") is not null && node.Get("basic") is { } second)
            problems.Add(second, "\"basic\" can't be given beside \"bearer\": a request has one of them");
        var figures = node.Items("map", "an array of texts, like [ \"go_*=app_go_*\" ]", "at least one figure is needed") ?? [];
        if (figures.Count > MostFigures)
            problems.Add(figures[MostFigures], $"a map has at most {MostFigures} figures");
        foreach (var figure in figures.Take(MostFigures).Where(f => f.Text is not { Length: > 0 and <= ObjectReader.LongestText }))
            ObjectReader.Mistyped(figure, "a figure", "a text like \"go_goroutines=app_goroutines\"", problems);
        return new NodeAccess
        {
            MetricsPath = ReadPath(node, "metricsPath"),
            PprofPath = ReadPath(node, "pprofPath"),
            Authorities = node.Text("ca", "a file of certificates (PEM)"),
            Bearer = ReadCredential(node, "bearer"),
            Basic = ReadCredential(node, "basic"),
            Figures = [.. figures.Select(f => f.Text).OfType<string>()],
        };
    }

    private string? ReadPath(ObjectReader node, string name)
    {
        const string needs = "a path that begins with /, like \"/internal/metrics\"";
        if (node.Text(name, needs) is not { } path)
            return null;
        if (path.StartsWith("/", StringComparison.Ordinal) && !path.StartsWith("//", StringComparison.Ordinal) && path.AsSpan().IndexOfAny("?# ") < 0)
            return path;
        problems.Add(node.Get(name)!, $"\"{name}\" needs {needs}; got {Words.Quote(path)}");
        return null;
    }

    /// <summary>Where a credential stands; what is none is not repeated, for it may be the credential.</summary>
    private string? ReadCredential(ObjectReader node, string name)
    {
        const string needs = "env:NAME or file:PATH, where it stands: secrets never stand in a scenario";
        if (node.Get(name) is not { } value)
            return null;
        if (value.Text is { Length: <= ObjectReader.LongestText } text && !text.Any(char.IsControl)
            && Sources.Any(source => text.Length > source.Length && text.StartsWith(source, StringComparison.Ordinal)))
            return text;
        problems.Add(value, $"\"{name}\" needs {needs}");
        return null;
    }

    /// <summary>The nodes that the measured one joins; only a node that is started here can be told to.</summary>
    internal IReadOnlyList<PeerNode> ReadPeers(ObjectReader scenario, JsonValue? node)
    {
        if (scenario.Get("peers") is not { } value)
            return [];
        if (node?.Find("start") is null)
            problems.Add(value, "\"peers\" need a node that is started (\"start\"): one that runs already can't be told to join them");
        var peers = new List<PeerNode>();
        foreach (var item in scenario.Items("peers", "an array of nodes, like [ { } ]", "at least one node is needed") ?? [])
        {
            if (ObjectReader.Of(item, "a peer", OfPeers, problems) is { } peer)
                peers.Add(new PeerNode(peer.Get("start") is { } start ? ReadStart(start) : null, peer.Text("miner", "an address")));
            if (peers.Count <= MostPeers)
                continue;
            problems.Add(item, $"a scenario has at most {MostPeers} peers");
            break;
        }

        return peers;
    }

    /// <summary>The client that is run beside the node.</summary>
    internal StartedNode? ReadClient(ObjectReader scenario, bool isReplay)
    {
        if (scenario.Get("client") is not { } value)
            return null;
        if (isReplay)
            problems.Add(value, "\"client\" goes with \"node\": a replayed recording has the client's readings in it, where there was one");
        if (ObjectReader.Of(value, "\"client\"", OfClient, problems) is not { } client)
            return null;
        if (client.Get("start") is not { } start)
        {
            problems.Add(value,
                "\"client\" needs \"start\": the program, like { \"command\": \"dotnet\", \"args\": [\"app.dll\", \"{url}\"] }");
            return null;
        }

        if (start.Find("config") is { } config)
            problems.Add(config.Line, config.Column, "\"config\" is a node's; a client is told by \"args\" and \"env\"");
        return ReadStart(start);
    }

    private string? ReadUrl(ObjectReader node, string name)
    {
        const string needs = "an http or https address, like \"http://127.0.0.1:28680\"";
        if (node.Text(name, needs) is not { } url)
            return null;
        var at = node.Get(name)!;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !(uri.Scheme is "http" or "https") || uri.Host.Length == 0)
            problems.Add(at, $"\"{name}\" needs {needs}; got {Words.Quote(url)}");
        else if (uri.UserInfo.Length > 0)
            problems.Add(at, $"\"{name}\" holds a user name or password; secrets never stand in a scenario");
        else if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            problems.Add(at, $"\"{name}\" is the address of a service, without a query; got {Words.Quote(url)}");
        else
            return url;
        return null;
    }

    private StartedNode? ReadStart(JsonValue value)
    {
        if (ObjectReader.Of(value, "\"start\"", OfStart, problems) is not { } start)
            return null;
        var command = start.Text("command", "the node's program", must: true);
        if (start.Get("config") is { } config && config.Kind != JsonKind.Object)
            ObjectReader.Mistyped(config, "\"config\"", "an object: the node's configuration", problems);
        var node = new StartedNode(command ?? "")
        {
            Arguments = ReadArguments(start),
            ConfigJson = start.Get("config")?.ToJson(),
            WorkDirectory = start.Text("workDir", "a path"),
            Environment = ReadEnvironment(start),
        };
        return command is null ? null : node;
    }

    private List<string> ReadArguments(ObjectReader start)
    {
        var arguments = new List<string>();
        if (start.Get("args") is not { } args)
            return arguments;
        if (args.Kind != JsonKind.Array)
            ObjectReader.Mistyped(args, "\"args\"", "an array of texts", problems);
        foreach (var item in args.Items)
        {
            if (item.Text is null)
                ObjectReader.Mistyped(item, "an argument", "a text", problems);
            arguments.Add(item.Text ?? "");
        }

        return arguments;
    }

    private Dictionary<string, string> ReadEnvironment(ObjectReader start)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (start.Get("env") is not { } env)
            return variables;
        if (env.Kind != JsonKind.Object)
            ObjectReader.Mistyped(env, "\"env\"", "an object of texts, like { \"GOGC\": \"50\" }", problems);
        foreach (var member in env.Members)
        {
            if (member.Value.Text is null)
                ObjectReader.Mistyped(member.Value, $"the variable {Words.Quote(member.Name)}", "a text", problems);
            if (member.Name.Length == 0 || member.Name.IndexOf('=') >= 0 || member.Name.IndexOf('\0') >= 0)
                problems.Add(member.Line, member.Column, $"{Words.Quote(member.Name)} can't be the name of an environment variable");
            variables[member.Name] = member.Value.Text ?? "";
        }

        return variables;
    }
}
