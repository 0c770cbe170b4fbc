using System.Globalization;
using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Json;

namespace WesMemGuard.Scenarios;

/// <summary>Reads the phases of a scenario; a repeated group is written out as load1, rest1, load2, rest2 …</summary>
internal sealed class PhaseReader(bool isReplay, ProblemList problems)
{
    private const int MostPhases = 1000;

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
        var group = ObjectReader.Of(item, "a repeated group", ["repeat", "phases"], problems);
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
        var named = phase with { Name = phase.Name + number };
        if (_byName.TryGetValue(named.Name, out var first))
        {
            problems.Add(at["phase"]!, $"the phase {Words.Quote(named.Name)} is here twice, first at {first.Line}:{first.Column}; a limit could not tell them apart");
            return;
        }

        _byName.Add(named.Name, named);
        _phases.Add(named);
    }

    private ScenarioPhase? ReadPhase(JsonValue item)
    {
        if (ObjectReader.Of(item, "a phase", PhaseRules.Known, problems) is not { } reader)
            return null;
        var name = ReadName(reader);
        var kind = reader.Choice("kind", "kind of phase", PhaseKinds.Names, must: !isReplay);
        var phase = Settings(reader) with
        {
            Name = name ?? "",
            Line = reader.Get("phase")?.Line ?? 0,
            Column = reader.Get("phase")?.Column ?? 0,
            Kind = kind,
            For = reader.Duration("for", must: !isReplay),
        };
        if (!isReplay && kind is { } known)
            CheckKind(reader, known);
        return name is null ? null : phase;
    }

    private string? ReadName(ObjectReader reader)
    {
        var name = reader.Text("phase", "a name, like \"warm\"", must: true);
        if (name is null || name.IndexOf('*') < 0)
            return name;
        problems.Add(reader.Get("phase")!, $"a phase's name can't have a *: {Words.Quote(name)}; the * belongs to budgets, where it stands for many phases");
        return null;
    }

    private ScenarioPhase Settings(ObjectReader reader) => new()
    {
        Rate = reader.Number("rate", "requests a second, from 0.001 to 100000", 0.001, 100_000),
        RateTo = reader.Number("rateTo", "requests a second at the end of the phase, from 0 to 100000", 0, 100_000),
        Method = reader.Text("method", "the name of a JSON-RPC method, like \"wes_getBalance\""),
        ParamsJson = PhaseParameters.Read(reader, problems),
        Path = ReadPath(reader),
        HttpMethod = reader.Choice("httpMethod", "HTTP method", [("GET", 0), ("POST", 1), ("PUT", 2), ("DELETE", 3), ("HEAD", 4)]) is null ? null : reader.Get("httpMethod")!.Text,
        Body = reader.AnyText("body"),
        Addresses = reader.Whole("addresses", 1_000_000),
        Amount = reader.Whole("amount", int.MaxValue),
        Connections = reader.Whole("connections", 60_000),
        SubscriptionsPerConnection = reader.Whole("subscriptionsPerConnection", 10_000),
        TextSize = reader.Size("textSize", "the text of a deployment"),
        Miner = reader.Text("miner", "an address"),
        Keys = ReadKeys(reader),
    };

    private string? ReadPath(ObjectReader reader)
    {
        var path = reader.Text("path", "a path that begins with /, like \"/api/v1/node/status\"");
        if (path is null || path.StartsWith("/", StringComparison.Ordinal))
            return path;
        problems.Add(reader.Get("path")!, $"\"path\" begins with /; got {Words.Quote(path)}");
        return null;
    }

    private KeySource? ReadKeys(ObjectReader reader)
    {
        if (reader.Get("keys") is not { } value || ObjectReader.Of(value, "\"keys\"", ["env", "file"], problems) is not { } keys)
            return null;
        var source = new KeySource(keys.Text("env", "the name of an environment variable"), keys.Text("file", "a path"));
        if (value.Members.Count == 1)
            return source;
        problems.Add(value, "\"keys\" needs exactly one of env, file");
        return null;
    }

    private void CheckKind(ObjectReader reader, PhaseKind kind)
    {
        var row = PhaseKinds.Of(kind);
        string[] allowed = [.. PhaseRules.Always, .. row.Needs, .. row.May];
        foreach (var name in row.Needs.Where(name => reader.Get(name) is null && !reader.Misspells(name)))
            problems.Add(reader.Value, $"a phase of kind {row.Name} needs \"{name}\". Allowed in it: {Words.Names(allowed)}");
        foreach (var member in reader.Value.Members.Where(member => PhaseRules.Known.Contains(member.Name) && !allowed.Contains(member.Name)))
            problems.Add(member.Line, member.Column, $"\"{member.Name}\" has no effect in a phase of kind {row.Name}. Allowed in it: {Words.Names(allowed)}");
    }
}
