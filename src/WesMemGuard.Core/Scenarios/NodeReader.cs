using WesMemGuard.Json;

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
        if (ObjectReader.Of(value, JsonReasons.Property("node"), Known, problems) is not { } node)
            return null;
        var (url, start) = (node.Get("url"), node.Get("start"));
        if ((url is null) == (start is null))
        {
            problems.Add(value, ScenarioReasons.ExactlyOne(JsonReasons.Property("node"), "url", "start", url is not null));
            return null;
        }

        var (diagnostics, access) = (ReadUrl(node, "diagnosticsUrl"), ReadAccess(node));
        if (url is not null)
            return ReadUrl(node, "url") is { } running ? new RunningNode(running, diagnostics) { Access = access } : null;
        if (node.Value.Find("diagnosticsUrl") is { } extra)
            problems.Add(extra.Line, extra.Column, ScenarioReasons.OnlyWithUrl());
        return ReadStart(start!) is { } started ? started with { Access = access } : null;
    }

    /// <summary>How it is reached; files and credentials are read when it runs.</summary>
    private NodeAccess? ReadAccess(ObjectReader node)
    {
        if (!OfAccess.Any(name => node.Get(name) is not null))
            return null;
        if (node.Get("bearer") is not null && node.Get("basic") is { } second)
            problems.Add(second, ScenarioReasons.TwoCredentials("basic", "bearer"));
        var figures = node.Items(
            "map", ScenarioReasons.Value(ScenarioValue.Map), ScenarioReasons.AtLeastOne(ScenarioPart.Figure)) ?? [];
        if (figures.Count > MostFigures)
            problems.Add(figures[MostFigures], ScenarioReasons.TooMany(JsonReasons.Property("map"), ScenarioPart.Figure, MostFigures));
        foreach (var figure in figures.Take(MostFigures).Where(f => f.Text is not { Length: > 0 and <= ObjectReader.LongestText }))
            ObjectReader.Mistyped(figure, ScenarioReasons.Part(ScenarioPart.Figure), ScenarioReasons.Value(ScenarioValue.Figure), problems);
        return new NodeAccess
        {
            MetricsPath = ReadPath(node, "metricsPath"),
            PprofPath = ReadPath(node, "pprofPath"),
            Authorities = node.Text("ca", ScenarioReasons.Value(ScenarioValue.Certificates)),
            Bearer = ReadCredential(node, "bearer"),
            Basic = ReadCredential(node, "basic"),
            Figures = [.. figures.Select(f => f.Text).OfType<string>()],
        };
    }

    private string? ReadPath(ObjectReader node, string name)
    {
        var needs = ScenarioReasons.Value(ScenarioValue.PagePath);
        if (node.Text(name, needs) is not { } path)
            return null;
        if (path.StartsWith("/", StringComparison.Ordinal) && !path.StartsWith("//", StringComparison.Ordinal)
            && path.AsSpan().IndexOfAny("?# ") < 0)
            return path;
        ObjectReader.Mistyped(node.Get(name)!, JsonReasons.Property(name), needs, problems);
        return null;
    }

    /// <summary>Where a credential stands; what is none is not repeated, for it may be the credential.</summary>
    private string? ReadCredential(ObjectReader node, string name)
    {
        if (node.Get(name) is not { } value)
            return null;
        if (value.Text is { Length: <= ObjectReader.LongestText } text && !text.Any(char.IsControl)
            && Sources.Any(source => text.Length > source.Length && text.StartsWith(source, StringComparison.Ordinal)))
            return text;
        problems.Add(value, ScenarioReasons.NoCredential(name));
        return null;
    }

    /// <summary>The nodes that the measured one joins; only a node that is started here can be told to.</summary>
    internal IReadOnlyList<PeerNode> ReadPeers(ObjectReader scenario, JsonValue? node)
    {
        if (scenario.Get("peers") is not { } value)
            return [];
        if (node?.Find("start") is null)
            problems.Add(value, ScenarioReasons.PeersNeedStart());
        var peers = new List<PeerNode>();
        foreach (var item in scenario.Items(
            "peers", ScenarioReasons.Value(ScenarioValue.Nodes), ScenarioReasons.AtLeastOne(ScenarioPart.Peer)) ?? [])
        {
            if (ObjectReader.Of(item, ScenarioReasons.Part(ScenarioPart.Peer), OfPeers, problems) is { } peer)
                peers.Add(new PeerNode(peer.Get("start") is { } start ? ReadStart(start) : null,
                    peer.Text("miner", ScenarioReasons.Value(ScenarioValue.Address))));
            if (peers.Count <= MostPeers)
                continue;
            problems.Add(item, ScenarioReasons.TooMany(ScenarioReasons.Part(ScenarioPart.Scenario), ScenarioPart.Peer, MostPeers));
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
            problems.Add(value, ScenarioReasons.ClientInReplay());
        if (ObjectReader.Of(value, JsonReasons.Property("client"), OfClient, problems) is not { } client)
            return null;
        if (client.Get("start") is not { } start)
        {
            problems.Add(value, ScenarioReasons.ClientNeedsStart());
            return null;
        }

        if (start.Find("config") is { } config)
            problems.Add(config.Line, config.Column, ScenarioReasons.ConfigOfClient());
        return ReadStart(start);
    }

    private string? ReadUrl(ObjectReader node, string name)
    {
        var needs = ScenarioReasons.Value(ScenarioValue.Url);
        if (node.Text(name, needs) is not { } url)
            return null;
        var at = node.Get(name)!;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !(uri.Scheme is "http" or "https") || uri.Host.Length == 0)
            ObjectReader.Mistyped(at, JsonReasons.Property(name), needs, problems);
        else if (uri.UserInfo.Length > 0)
            problems.Add(at, ScenarioReasons.Secret(name));
        else if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            problems.Add(at, ScenarioReasons.Query(name, url));
        else
            return url;
        return null;
    }

    private StartedNode? ReadStart(JsonValue value)
    {
        if (ObjectReader.Of(value, JsonReasons.Property("start"), OfStart, problems) is not { } start)
            return null;
        var command = start.Text("command", ScenarioReasons.Value(ScenarioValue.Program), must: true);
        if (start.Get("config") is { } config && config.Kind != JsonKind.Object)
            ObjectReader.Mistyped(config, JsonReasons.Property("config"), ScenarioReasons.Value(ScenarioValue.Configuration), problems);
        var node = new StartedNode(command ?? "")
        {
            Arguments = ReadArguments(start),
            ConfigJson = start.Get("config")?.ToJson(),
            WorkDirectory = start.Text("workDir", JsonReasons.APath()),
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
            ObjectReader.Mistyped(args, JsonReasons.Property("args"), JsonReasons.AnArrayOfStrings(), problems);
        foreach (var item in args.Items)
        {
            if (item.Text is null)
                ObjectReader.Mistyped(item, ScenarioReasons.Part(ScenarioPart.Argument), JsonReasons.AString(), problems);
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
            ObjectReader.Mistyped(env, JsonReasons.Property("env"), ScenarioReasons.Value(ScenarioValue.Environment), problems);
        foreach (var member in env.Members)
        {
            if (member.Value.Text is null)
                ObjectReader.Mistyped(member.Value, ScenarioReasons.Variable(member.Name), JsonReasons.AString(), problems);
            if (member.Name.Length == 0 || member.Name.IndexOf('=') >= 0 || member.Name.IndexOf('\0') >= 0)
                problems.Add(member.Line, member.Column, ScenarioReasons.NoVariableName(member.Name));
            variables[member.Name] = member.Value.Text ?? "";
        }

        return variables;
    }
}
