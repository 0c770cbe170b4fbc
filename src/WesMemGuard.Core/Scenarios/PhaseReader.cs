using System.Globalization;
using WesMemGuard.Json;

namespace WesMemGuard.Scenarios;

/// <summary>Reads the phases of a scenario; a repeated group is written out as load1, rest1, load2, rest2 …</summary>
internal sealed class PhaseReader(bool isReplay, ProblemList problems)
{
    internal const int MostPhases = 1000;
    internal const int MostInFlight = 100_000;
    internal const int MostAddresses = 1_000_000;
    internal const int MostConnections = 60_000;
    internal const int MostSubscriptions = 10_000;

    internal static readonly string[] OfGroup = ["repeat", "phases"];

    internal static readonly string[] OfKeys = ["env", "file"];

    internal static readonly IReadOnlyList<(string Name, bool IsPoisson)> Arrivals = [("even", false), ("poisson", true)];

    internal static readonly IReadOnlyList<(string Name, LoadEngine Value)> Engines =
        [("artillery", LoadEngine.Artillery), ("jmeter", LoadEngine.JMeter)];

    private readonly Dictionary<string, ScenarioPhase> _byName = new(StringComparer.Ordinal);
    private readonly List<ScenarioPhase> _phases = [];

    internal IReadOnlyList<ScenarioPhase> Read(IReadOnlyList<JsonValue> items)
    {
        foreach (var item in items)
        {
            if (item.Find("repeat") is null)
                Add(ReadPhase(item), item, "");
            else
                AddGroup(item);
            if (_phases.Count > MostPhases)
            {
                problems.Add(item, ScenarioReasons.TooMany(ScenarioReasons.Part(ScenarioPart.Scenario), ScenarioPart.Phase, MostPhases));
                break;
            }
        }

        return _phases;
    }

    private void AddGroup(JsonValue item)
    {
        var group = ObjectReader.Of(item, ScenarioReasons.Part(ScenarioPart.Group), OfGroup, problems);
        var times = group?.Whole("repeat", MostPhases);
        var items = group?.Items(
            "phases", ScenarioReasons.Value(ScenarioValue.Phases), ScenarioReasons.NoPhasesInGroup(), must: true);
        if (items is null)
            return;
        if (items.FirstOrDefault(inner => inner.Find("repeat") is not null) is { } nested)
        {
            problems.Add(nested, ScenarioReasons.NestedGroup());
            return;
        }

        var phases = items.Select(ReadPhase).ToArray();
        for (var i = 1; i <= (times ?? 1) && _phases.Count <= MostPhases; i++)
        {
            for (var j = 0; j < phases.Length; j++)
                Add(phases[j], items[j], i.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void Add(ScenarioPhase? phase, JsonValue at, string number)
    {
        if (phase is null)
            return;
        var named = phase with { Name = phase.Name + number, Together = Parts(phase, number) };
        if (named.Together.Prepend(named).All(one => IsNew(one, at)))
            _phases.Add(named);
    }

    private static IReadOnlyList<ScenarioPhase> Parts(ScenarioPhase phase, string number) => phase.Together.Count == 0
        ? phase.Together
        : [.. phase.Together.Select(part => part with { Name = part.Name + number, For = part.For ?? Rest(phase, part) })];

    private static TimeSpan? Rest(ScenarioPhase phase, ScenarioPhase part) =>
        phase.For is { } whole ? (whole > part.After ? whole - part.After : TimeSpan.Zero) : null;

    private bool IsNew(ScenarioPhase phase, JsonValue at)
    {
        if (!_byName.TryGetValue(phase.Name, out var first))
        {
            _byName.Add(phase.Name, phase);
            return true;
        }

        var (line, column) = phase.Line > 0 ? (phase.Line, phase.Column) : (at.Line, at.Column);
        problems.Add(line, column, ScenarioReasons.PhaseTwice(phase.Name, first.Line, first.Column));
        return false;
    }

    private ScenarioPhase? ReadPhase(JsonValue item) => ReadPhase(item, isPart: false);

    private ScenarioPhase? ReadPhase(JsonValue item, bool isPart)
    {
        if (ObjectReader.Of(item, ScenarioReasons.Part(isPart ? ScenarioPart.PartOfPhase : ScenarioPart.Phase), isPart
            ? [.. PhaseRules.Known, .. PhaseRules.OfParts] : PhaseRules.Known, problems) is not { } reader)
            return null;
        var name = ReadName(reader);
        var together = isPart ? Array.Empty<ScenarioPhase>() : ReadTogether(reader);
        var kind = reader.Choice(
            "kind", ScenarioReasons.Choice(ScenarioChoice.PhaseKind), PhaseKinds.Names, must: !isReplay && together.Count == 0)
            ?? (together.Count > 0 ? PhaseKind.Together : null);
        var course = new LoadCourse(reader, problems);
        var phase = Settings(reader) with
        {
            Name = name ?? "",
            Line = reader.Get("phase")?.Line ?? 0,
            Column = reader.Get("phase")?.Column ?? 0,
            Kind = kind,
            For = course.Length(must: !isReplay && !isPart),
            Rate = course.Rate,
            RateTo = course.RateTo,
            Stages = course.Stages,
            Together = together,
            After = (isPart ? reader.Duration("after", zero: true) : null) ?? TimeSpan.Zero,
        };
        if (!isReplay && kind is { } known)
            CheckKind(reader, known, isPart);
        return name is null ? null : phase;
    }

    private IReadOnlyList<ScenarioPhase> ReadTogether(ObjectReader reader)
    {
        if (reader.Get("together") is null)
            return Array.Empty<ScenarioPhase>();
        var items = reader.Items(
            "together", ScenarioReasons.Value(ScenarioValue.Parts), ScenarioReasons.AtLeastOne(ScenarioPart.PartOfPhase));
        var parts = new List<ScenarioPhase>();
        foreach (var item in items ?? [])
        {
            if (item.Find("together") is { } nested)
                problems.Add(nested.Line, nested.Column, ScenarioReasons.NestedPart());
            else if (ReadPhase(item, isPart: true) is { } part)
                parts.Add(part);
        }

        return parts;
    }

    private string? ReadName(ObjectReader reader)
    {
        var name = reader.Text("phase", ScenarioReasons.Value(ScenarioValue.PhaseName), must: true);
        if (name is null || name.IndexOf('*') < 0)
            return name;
        problems.Add(reader.Get("phase")!, ScenarioReasons.StarInName(name));
        return null;
    }

    private ScenarioPhase Settings(ObjectReader reader) => new()
    {
        IsPoisson = reader.Choice("arrivals", ScenarioReasons.Choice(ScenarioChoice.Arrivals), Arrivals) ?? false,
        InFlight = reader.Whole("inFlight", MostInFlight),
        Timeout = reader.Duration("timeout"),
        Targets = new TargetReader(problems).Read(reader),
        Method = reader.Text("method", ScenarioReasons.Value(ScenarioValue.Method)),
        ParamsJson = PhaseParameters.Read(reader, problems),
        Path = TargetReader.ReadPath(reader, problems),
        HttpMethod = TargetReader.ReadHttpMethod(reader),
        Body = reader.AnyText("body"),
        Addresses = reader.Whole("addresses", MostAddresses),
        Amount = reader.WholeLong("amount", long.MaxValue),
        Connections = reader.Whole("connections", MostConnections),
        SubscriptionsPerConnection = reader.Whole("subscriptionsPerConnection", MostSubscriptions),
        TextSize = reader.Size("textSize", "textSize"),
        Miner = reader.Text("miner", ScenarioReasons.Value(ScenarioValue.Address)),
        Keys = ReadKeys(reader),
        Engine = reader.Choice("engine", ScenarioReasons.Choice(ScenarioChoice.Engine), Engines),
        Script = reader.Text("script", ScenarioReasons.Value(ScenarioValue.Script)),
    };

    private KeySource? ReadKeys(ObjectReader reader)
    {
        if (reader.Get("keys") is not { } value || ObjectReader.Of(value, JsonReasons.Property("keys"), OfKeys, problems) is not { } keys)
            return null;
        var source = new KeySource(
            keys.Text("env", ScenarioReasons.Value(ScenarioValue.Variable)), keys.Text("file", JsonReasons.APath()));
        if (value.Members.Count == 1)
            return source;
        problems.Add(value, ScenarioReasons.OneOfKeys(OfKeys));
        return null;
    }

    private void CheckKind(ObjectReader reader, PhaseKind kind, bool isPart)
    {
        var row = PhaseKinds.Of(kind);
        string[] allowed = [.. PhaseRules.Always, .. isPart ? PhaseRules.OfParts : [], .. row.Needs, .. row.May];
        foreach (var name in row.Needs.Where(name => reader.Get(name) is null && !reader.Misspells(name) && !IsSaidOtherwise(reader, name)))
            problems.Add(reader.Value, ScenarioReasons.KindNeeds(row.Name, name, allowed));
        foreach (var member in reader.Value.Members.Where(member => PhaseRules.Known.Contains(member.Name)
            && !allowed.Contains(member.Name)))
            problems.Add(member.Line, member.Column, ScenarioReasons.NoEffect(member.Name, row.Name, allowed));
    }

    /// <summary>Stages say the rate, targets what is asked for.</summary>
    private static bool IsSaidOtherwise(ObjectReader reader, string name) => name switch
    {
        "rate" => reader.Get("stages") is not null,
        "method" or "path" => reader.Get("targets") is not null,
        _ => false,
    };
}
