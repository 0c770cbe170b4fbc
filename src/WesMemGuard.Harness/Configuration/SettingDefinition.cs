using System.Text.Json.Nodes;
using WesMemGuard.Json;
using WesMemGuard.Reasons;
using WesMemGuard.Schemas;

namespace WesMemGuard.Harness.Configuration;

/// <summary>One key of the configuration: its name, its default, what it means and which values it takes.</summary>
/// <param name="Id">Which it is, for its texts.</param>
/// <param name="Key">As written in <c>wesmemguard.json</c>; a dot stands for a nested object.</param>
/// <param name="Default">The value when nobody says another.</param>
/// <param name="Accepts">Whether a text is such a value.</param>
internal sealed record SettingDefinition(SettingKey Id, string Key, string Default, Func<string, bool> Accepts)
{
    /// <summary>What it is for, one phrase.</summary>
    public Reason Meaning => SettingReasons.Meaning(Id);

    /// <summary>What a value may be.</summary>
    public Reason Allowed => SettingReasons.Allowed(Id);

    /// <summary>What it may be in a file: a text, unless a number can say it too.</summary>
    public IReadOnlyList<JsonKind> Kinds { get; init; } = [JsonKind.String];

    /// <summary>The same as a rule of JSON Schema.</summary>
    public Func<JsonObject> Form { get; init; } = () => SchemaParts.Text();

    /// <summary>The key as Microsoft.Extensions.Configuration writes it.</summary>
    public string Path => Key.Replace('.', ':');

    /// <summary>The environment variable that sets it.</summary>
    public string Variable => Settings.VariablePrefix + Key.Replace(".", "__", StringComparison.Ordinal).ToUpperInvariant();
}
