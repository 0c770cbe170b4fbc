using System.Globalization;
using WesMemGuard.Json;
using WesMemGuard.Texts;

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
                problems.Add(item, $"a scenario has at most {MostPhases} phases, repeated ones counted");
                break;
            }
        }

        return _phases;
    }

    private void AddGroup(JsonValue item)
    {
        var group = ObjectReader.Of(item, "a repeated group", OfGroup, problems);
        var times = group?.Whole("repeat", MostPhases);
        var items = group?.Items("phases", "an array of phases", "a repeated group needs at least one phase", must: true);
        if (items is null)
            return;
        if (items.FirstOrDefault(inner => inner.Find("repeat") is not null) is { } nested)
        {
            problems.Add(nested, "a repeated group can't hold another one; write its phases out");
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
        problems.Add(line, column,
            $"the phase {Words.Quote(phase.Name)} is here twice, first at {first.Line}:{first.Column}; a limit could not tell them apart");
        return false;
    }

    private ScenarioPhase? ReadPhase(JsonValue item) => ReadPhase(item, isPart: false);

    private ScenarioPhase? ReadPhase(JsonValue item, bool isPart)
    {
        if (ObjectReader.Of(item, isPart
            ? "a part of a phase" : "a phase", isPart
            ? [.. PhaseRules.Known, .. PhaseRules.OfParts] : PhaseRules.Known, problems) is not { } reader)
            return null;
        var name = ReadName(reader);
        var together = isPart ? Array.Empty<ScenarioPhase>() : ReadTogether(reader);
        var kind = reader.Choice("kind", "kind of phase", PhaseKinds.Names, must: !isReplay && together.Count == 0)
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
        var items = reader.Items("together", "an array of phases that are done at the same time", "at least one part is needed");
        var parts = new List<ScenarioPhase>();
        foreach (var item in items ?? [])
        {
            if (item.Find("together") is { } nested)
                problems.Add(nested.Line, nested.Column, "a part can't have parts; write them beside it");
            else if (ReadPhase(item, isPart: true) is { } part)
                parts.Add(part);
        }

        return parts;
    }

    private string? ReadName(ObjectReader reader)
    {
        var name = reader.Text("phase", "a name, like \"warm\"", must: true);
        if (name is null || name.IndexOf('*') < 0)
            return name;
        problems.Add(reader.Get("phase")!,
            $"a phase's name can't have a *: {Words.Quote(name)}; the * belongs to budgets, where it stands for many phases");
        return null;
    }

    private ScenarioPhase Settings(ObjectReader reader) => new()
    {
        IsPoisson = reader.Choice("arrivals", "kind of arrivals", Arrivals) ?? false,
        InFlight = reader.Whole("inFlight", MostInFlight),
        Timeout = reader.Duration("timeout"),
        Targets = new TargetReader(problems).Read(reader),
        Method = reader.Text("method", "the name of a JSON-RPC method, like \"wes_getBalance\""),
        ParamsJson = PhaseParameters.Read(reader, problems),
        Path = TargetReader.ReadPath(reader, problems),
        HttpMethod = TargetReader.ReadHttpMethod(reader),
        Body = reader.AnyText("body"),
        Addresses = reader.Whole("addresses", MostAddresses),
        Amount = reader.WholeLong("amount", long.MaxValue),
        Connections = reader.Whole("connections", MostConnections),
        SubscriptionsPerConnection = reader.Whole("subscriptionsPerConnection", MostSubscriptions),
        TextSize = reader.Size("textSize", "the text of a deployment"),
        Miner = reader.Text("miner", "an address"),
        Keys = ReadKeys(reader),
        Engine = reader.Choice("engine", "load engine", Engines),
        Script = reader.Text("script", "the path of the engine's script, from the scenario's folder"),
    };

    private KeySource? ReadKeys(ObjectReader reader)
    {
        if (reader.Get("keys") is not { } value || ObjectReader.Of(value, "\"keys\"", OfKeys, problems) is not { } keys)
            return null;
        var source = new KeySource(keys.Text("env", "the name of an environment variable"), keys.Text("file", "a path"));
        if (value.Members.Count == 1)
            return source;
        problems.Add(value, "\"keys\" needs exactly one of env, file");
        return null;
    }

    private void CheckKind(ObjectReader reader, PhaseKind kind, bool isPart)
    {
        var row = PhaseKinds.Of(kind);
        string[] allowed = [.. PhaseRules.Always, .. isPart ? PhaseRules.OfParts : [], .. row.Needs, .. row.May];
        foreach (var name in row.Needs.Where(name => reader.Get(name) is null && !reader.Misspells(name) && !IsSaidOtherwise(reader, name)))
            problems.Add(reader.Value, $"a phase of kind {row.Name} needs \"{name}\". Allowed in it: {Words.Names(allowed)}");
        foreach (var member in reader.Value.Members.Where(member => PhaseRules.Known.Contains(member.Name)
            && !allowed.Contains(member.Name)))
            problems.Add(member.Line, member.Column,
                $"\"{member.Name}\" has no effect in a phase of kind {row.Name}. Allowed in it: {Words.Names(allowed)}");
    }

    /// <summary>Stages say the rate, targets what is asked for.</summary>
    private static bool IsSaidOtherwise(ObjectReader reader, string name) => name switch
    {
        "rate" => reader.Get("stages") is not null,
        "method" or "path" => reader.Get("targets") is not null,
        _ => false,
    };
}
