using WesMemGuard.Input;
using WesMemGuard.Json;
using WesMemGuard.Reasons;

namespace WesMemGuard.Scenarios;

/// <summary>Reads scenario files; the format stands in <c>Input/README.md</c>.</summary>
internal static class ScenarioFile
{
    internal static readonly string[] Known =
    [
        "title", "recording", "node", "peers", "client", "budget", "interval", "metricsInterval", "liveHeapInterval", "timeBudget",
            "seed", "stopsTheChain", "phases", "profile", "$schema",
    ];

    internal static readonly string[] Profiles = ["wes", "go"];

    private static readonly string[] LiveOnly =
        ["interval", "metricsInterval", "liveHeapInterval", "timeBudget", "seed", "stopsTheChain", "profile"];

    /// <summary>The scenario of a file.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="BadInputException">The file isn't a scenario; with every problem found, at most 20.</exception>
    public static Scenario Read(byte[] bytes, string file) => WholeFile.OrThrow(file, problems => Read(bytes, problems));

    /// <summary>The scenario of a file, or null and its problems.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="problems">In the order of the file; empty when there is a scenario.</param>
    public static Scenario? Read(byte[] bytes, string file, out IReadOnlyList<FileProblem> problems) =>
        WholeFile.OrProblems(file, list => Read(bytes, list) is { } scenario && !list.Any ? scenario : null, out problems);

    private static Scenario? Read(byte[] bytes, ProblemList problems)
    {
        if (JsonText.Read(bytes, ScenarioReasons.Needs(), problems) is not { } root
            || ObjectReader.Of(root, ScenarioReasons.Part(ScenarioPart.Scenario), Known, problems) is not { } reader)
            return null;
        reader.AnyText("$schema");
        var (recording, node) = (reader.Get("recording"), reader.Get("node"));
        if ((recording is null) == (node is null) && !reader.Misspells("recording") && !reader.Misspells("node"))
            problems.Add(root, ScenarioReasons.ExactlyOne(
                ScenarioReasons.Part(ScenarioPart.Scenario), "recording", "node", node is not null));
        var isReplay = node is null;
        var defaults = new Scenario();
        var scenario = new Scenario
        {
            File = problems.File,
            Title = reader.Text("title", JsonReasons.AString()),
            Recording = Path(reader, "recording", ScenarioReasons.Value(ScenarioValue.RecordingFolder), problems),
            Node = node is null ? null : new NodeReader(problems).Read(node),
            Peers = new NodeReader(problems).ReadPeers(reader, node),
            Client = new NodeReader(problems).ReadClient(reader, isReplay),
            Budget = Path(reader, "budget", ScenarioReasons.Value(ScenarioValue.BudgetPath), problems) ?? defaults.Budget,
            Interval = Interval(reader, "interval", problems) ?? defaults.Interval,
            MetricsInterval = Interval(reader, "metricsInterval", problems) ?? defaults.MetricsInterval,
            SaysMetricsInterval = reader.Get("metricsInterval") is not null,
            Profile = ProfileOf(reader, problems),
            LiveHeapInterval = Interval(reader, "liveHeapInterval", problems),
            TimeBudget = reader.Duration("timeBudget"),
            Seed = reader.Whole("seed", int.MaxValue) ?? defaults.Seed,
            StopsTheChain = reader.Flag("stopsTheChain") ?? false,
            Phases = ReadPhases(reader, isReplay, problems),
            Notices = isReplay ? Notices(root) : [],
        };
        if (isReplay)
            return scenario;
        ChainRules.Check(scenario, problems);
        return scenario with { Notices = CoinRule.Notices(scenario) };
    }

    private static IReadOnlyList<ScenarioPhase> ReadPhases(ObjectReader reader, bool isReplay, ProblemList problems)
    {
        var items = reader.Items("phases", ScenarioReasons.Value(ScenarioValue.Phases), isReplay
            ? ScenarioReasons.NoPhasesInReplay() : ScenarioReasons.NoPhasesInLive(), must: !isReplay);
        return items is null ? [] : new PhaseReader(isReplay, problems).Read(items);
    }

    private static PathReference? Path(ObjectReader reader, string name, Reason needs, ProblemList problems)
    {
        if (reader.Text(name, needs) is not { } path)
            return null;
        var at = reader.Get(name)!;
        if (path.IndexOf('\\') >= 0)
            problems.Add(at, ScenarioReasons.Backslash(name, path));
        return new PathReference(path, at.Line, at.Column);
    }

    private static string? ProfileOf(ObjectReader reader, ProblemList problems)
    {
        var needs = ScenarioReasons.Value(ScenarioValue.Service);
        var name = reader.Text("profile", needs);
        if (name is not null && !Profiles.Contains(name))
            ObjectReader.Mistyped(reader.Get("profile")!, JsonReasons.Property("profile"), needs, problems);
        return name;
    }

    private static TimeSpan? Interval(ObjectReader reader, string name, ProblemList problems)
    {
        var interval = reader.Duration(name);
        if (interval is { } time && (time < TimeSpan.FromSeconds(0.1) || time > TimeSpan.FromHours(1)))
            problems.Add(reader.Get(name)!, ScenarioReasons.Interval(name, reader.Get(name)!.Found));
        return interval;
    }

    private static IReadOnlyList<Reason> Notices(JsonValue root) =>
        [.. LiveOnly.Where(name => root.Find(name) is not null).Select(ScenarioReasons.OnlyLive)];
}
