using Microsoft.Extensions.Configuration;
using WesMemGuard.Fleets.Prometheus;
using WesMemGuard.Input;
using WesMemGuard.Json;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Configuration;

/// <summary>Lays the five sources over each other and refuses what none of them may say.</summary>
internal sealed class SettingsReader(
    string folder, IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, string> commandLine)
{
    // What an editor completes the file by; whether it is the right one is no matter of ours.
    private const string SchemaKey = "$schema";

    /// <summary>Reads the configuration of a folder.</summary>
    /// <param name="folder">Where <c>wesmemguard.json</c> and <c>wesmemguard.local.json</c> may lie.</param>
    /// <param name="environment">The environment; variables without the prefix are ignored.</param>
    /// <param name="commandLine">Keys and values said on the command line.</param>
    /// <exception cref="BadInputException">A file can't be read, a key is unknown, or a value is none of the allowed ones.</exception>
    public static Settings Read(
        string folder, IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, string> commandLine) =>
        new SettingsReader(folder, environment, commandLine).Read();

    private Settings Read()
    {
        Layer[] layers =
        [
            new("default", null, FromMemory(Settings.Definitions.Select(d => KeyValuePair.Create(d.Path, d.Default)))),
            FromFile(Settings.SharedFile),
            FromFile(Settings.LocalFile),
            new("environment", null, FromMemory(Variables().Select(v => KeyValuePair.Create(PathOf(v.Key), v.Value)))),
            new("command line", null, FromMemory(commandLine.Select(p => KeyValuePair.Create(p.Key.Replace('.', ':'), p.Value)))),
        ];
        foreach (var layer in layers)
            RefuseUnknownKeys(layer);
        return new Settings([.. Settings.Definitions.Select(d => ValueOf(d, layers))]);
    }

    private SettingValue ValueOf(SettingDefinition definition, Layer[] layers)
    {
        var layer = layers.Last(l => l.Values[definition.Path] is not null);
        var value = layer.Values[definition.Path]!;
        return definition.Accepts(value)
            ? new SettingValue(definition.Key, value, Origin(layer, definition.Path), definition.Meaning, definition.Allowed)
            : throw Refused(layer, definition.Path, $"{definition.Key} is \"{value}\"; allowed: {definition.Allowed}");
    }

    private void RefuseUnknownKeys(Layer layer)
    {
        // Variables are written in capitals; files are written as the schema has them.
        var names = layer.Json is null ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        foreach (var (path, value) in layer.Values.AsEnumerable().Where(v => layer.Json is null || v.Key != SchemaKey))
        {
            var definition = Settings.Definitions.FirstOrDefault(d => string.Equals(d.Path, path, names));
            if (value is null && definition is not null)
                throw Refused(layer, path, $"{definition.Key} has no value; allowed: {definition.Allowed}");
            if (definition is not null && layer.Json is { } json && definition.Accepts(value!))
                RefuseOtherKinds(layer, json, definition);
            if (definition is not null || layer.Values.GetSection(path).GetChildren().Any())
                continue;
            var key = path.Replace(':', '.');
            var known = Settings.Definitions.Select(d => d.Key).ToArray();
            var nearest = NearestName.Of(key, known) is { } near ? $"; did you mean \"{near}\"?" : ".";
            throw Refused(layer, path, $"unknown key \"{key}\"{nearest} Known: {string.Join(", ", known)}");
        }
    }

    private void RefuseOtherKinds(Layer layer, JsonValue json, SettingDefinition definition)
    {
        if (MemberAt(json, definition.Path.Split(':'))?.Value is { } value && !definition.Kinds.Contains(value.Kind))
            throw Refused(layer, definition.Path, $"{definition.Key} is {value}; allowed: {definition.Allowed}");
    }

    private BadInputException Refused(Layer layer, string path, string message)
    {
        var member = MemberAt(layer.Json, path.Split(':'));
        return new BadInputException([new FileProblem(Origin(layer, path), member?.Line ?? 0, member?.Column ?? 0, message)]);
    }

    private static JsonMember? MemberAt(JsonValue? value, ReadOnlySpan<string> names)
    {
        var name = names[0];
        var member = value?.Members.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));
        return names.Length == 1 ? member : MemberAt(member?.Value, names[1..]) ?? member;
    }

    private string Origin(Layer layer, string path) => layer.Name == "environment"
        ? Variables().First(v => string.Equals(PathOf(v.Key), path, StringComparison.OrdinalIgnoreCase)).Key
        : layer.Name;

    // Read twice: by the reader that knows places and refuses duplicates, then by Microsoft's, which knows layers.
    private Layer FromFile(string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        if (!File.Exists(path))
            return new Layer(name, null, FromMemory([]));
        var json = JsonText.Parse(FileBytes.Read(path, name, JsonText.MostBytes), name);
        if (json.Kind != JsonKind.Object)
            throw new BadInputException(name, $"a configuration needs an object; got {json}");
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json.ToJson()));
        if (json[SchemaKey] is { Kind: not JsonKind.String } schema)
            throw new BadInputException([new FileProblem(name, schema.Line, schema.Column, $"\"{SchemaKey}\" needs a text; got {schema}")]);
        return new Layer(name, json, new ConfigurationBuilder().AddJsonStream(bytes).Build());
    }

    private static IConfigurationRoot FromMemory(IEnumerable<KeyValuePair<string, string>> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build();

    /// <summary>Those that say how a server or a receiver is entered are no settings: they are credentials, read by who enters.</summary>
    private IEnumerable<KeyValuePair<string, string>> Variables() => environment
        .Where(v => v.Key.StartsWith(Settings.VariablePrefix, StringComparison.OrdinalIgnoreCase)
            && !v.Key.StartsWith(PrometheusAccess.Prefix, StringComparison.Ordinal)
            && !v.Key.StartsWith(PrometheusAccess.AlertPrefix, StringComparison.Ordinal))
        .OrderBy(v => v.Key, StringComparer.Ordinal);

    private static string PathOf(string variable) =>
        variable[Settings.VariablePrefix.Length..].Replace("__", ":", StringComparison.Ordinal);

    private sealed record Layer(string Name, JsonValue? Json, IConfigurationRoot Values);
}
