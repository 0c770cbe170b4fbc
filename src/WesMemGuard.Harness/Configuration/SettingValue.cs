namespace WesMemGuard.Harness.Configuration;

/// <summary>One value of the configuration and where it came from.</summary>
/// <param name="Key">The key, a dot for a nested object: <c>testing.inconclusive</c>.</param>
/// <param name="Value">The text in force.</param>
/// <param name="Origin"><c>default</c>, <c>wesmemguard.json</c>, <c>wesmemguard.local.json</c>, the environment
/// variable's name, or <c>command line</c>.</param>
/// <param name="Meaning">What it is for, one phrase.</param>
/// <param name="Allowed">What a value may be.</param>
internal sealed record SettingValue(string Key, string Value, string Origin, string Meaning, string Allowed);
