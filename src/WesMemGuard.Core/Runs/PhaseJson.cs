using System.Text.Json;

namespace WesMemGuard.Runs;

/// <summary>Parts of a phase's record as JSON, in the form of run files, for other files that hold them.</summary>
internal static class PhaseJson
{
    /// <summary>
    /// Reads a part; null when there is none, or it is of another form: what a recording says of its load is no reason to refuse it.
    /// </summary>
    public static T? Read<T>(string? json)
        where T : class
    {
        if (json is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize<T>(json, RunFileFormat.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes a part under its name; nothing when there is none.</summary>
    public static void Write<T>(Utf8JsonWriter json, string name, T? part)
        where T : class
    {
        if (part is null)
            return;
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, part, RunFileFormat.Json);
    }
}
