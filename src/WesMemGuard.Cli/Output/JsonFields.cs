using System.Globalization;
using System.Text.Json;

namespace WesMemGuard.Cli.Output;

/// <summary>Members of JSON objects that may have no value.</summary>
internal static class JsonFields
{
    // Infinity and NaN are no JSON: an open end of an interval is null.
    /// <summary>A number, or null where there is none or none that JSON can hold.</summary>
    public static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    /// <summary>A moment, or null.</summary>
    public static void Time(Utf8JsonWriter json, string name, DateTimeOffset? at) =>
        json.WriteString(name, at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
