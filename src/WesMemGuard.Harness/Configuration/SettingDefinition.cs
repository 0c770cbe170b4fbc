namespace WesMemGuard.Harness.Configuration;

/// <summary>One key of the configuration: its name, its default, what it means and which values it takes.</summary>
/// <param name="Key">As written in <c>wesmemguard.json</c>; a dot stands for a nested object.</param>
/// <param name="Default">The value when nobody says another.</param>
/// <param name="Meaning">What it is for, one phrase.</param>
/// <param name="Allowed">What a value may be, for errors and for <c>wesmemguard config</c>.</param>
/// <param name="Accepts">Whether a text is such a value.</param>
internal sealed record SettingDefinition(string Key, string Default, string Meaning, string Allowed, Func<string, bool> Accepts)
{
    /// <summary>The key as Microsoft.Extensions.Configuration writes it.</summary>
    public string Path => Key.Replace('.', ':');

    /// <summary>The environment variable that sets it.</summary>
    public string Variable => Settings.VariablePrefix + Key.Replace(".", "__", StringComparison.Ordinal).ToUpperInvariant();
}
