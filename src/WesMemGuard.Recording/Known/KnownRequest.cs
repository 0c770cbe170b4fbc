using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Known;

/// <summary>
/// A request as it is written: its path with the query that is known, its body's call by the table of methods.
/// </summary>
internal static partial class KnownRequest
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 32 };

    /// <summary>Fields of a query that say how much and which, never who asks.</summary>
    private static readonly FrozenSet<string> Queried = new[]
    {
        "gc", "debug", "seconds", "limit", "offset", "page", "size", "full", "height", "from", "to", "count", "aggressive",
            "duration", "format", "verbose",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The path and its query; what isn't known of the query is its length.</summary>
    public static string Path(string path, Scrubber scrubber)
    {
        var at = path.IndexOf('?', StringComparison.Ordinal);
        var clean = scrubber.Text(at < 0 ? path : path[..at]);
        scrubber.Text(path); // what stands in its query is known from now on
        return at < 0 ? clean : clean + "?" + string.Join('&',
            path[(at + 1)..].Split('&').Select(field => Field(field, scrubber)));
    }

    /// <summary>The body of a request.</summary>
    public static void WriteBody(Utf8JsonWriter json, string body, Scrubber scrubber)
    {
        if (Call(body, json.Options, scrubber) is { } call)
            json.WriteRawValue(call, skipInputValidation: true);
        else
            json.WriteStringValue(KnownText.Of("text", Encoding.UTF8.GetByteCount(body)));
    }

    /// <summary>A call's parameters as they would be written, for comparing.</summary>
    public static string Parameters(string method, JsonElement parameters)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            WriteParameters(json, method, parameters, new Scrubber());
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>
    /// What is known of a call, whole before any of it is written; null when it is none, as with half a character in
    /// it.
    /// </summary>
    private static byte[]? Call(string body, JsonWriterOptions options, Scrubber scrubber)
    {
        try
        {
            using var parsed = JsonDocument.Parse(body, Reading);
            if (parsed.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer, options))
                WriteCall(json, parsed.RootElement, scrubber);
            return buffer.ToArray();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void WriteCall(Utf8JsonWriter json, JsonElement call, Scrubber scrubber)
    {
        var method = call.TryGetProperty("method", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()! : "";
        json.WriteStartObject();
        foreach (var member in call.EnumerateObject())
        {
            if (member.Name is "jsonrpc" or "id"
                && (member.Value.ValueKind is JsonValueKind.Number or JsonValueKind.Null
                    || member.Value.ToString() is { Length: <= 10 }))
            {
                json.WritePropertyName(member.Name);
                member.Value.WriteTo(json);
            }
            else if (member.Name == "method" && MethodName().IsMatch(method))
            {
                json.WriteString("method", scrubber.Known(method));
            }
            else if (member.Name == "params")
            {
                json.WritePropertyName("params");
                WriteParameters(json, method, member.Value, scrubber);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json, string method, JsonElement parameters, Scrubber scrubber)
    {
        switch (parameters.ValueKind)
        {
            case JsonValueKind.Array:
                json.WriteStartArray();
                var place = 0;
                foreach (var parameter in parameters.EnumerateArray())
                    WriteParameter(json, method, parameter, KnownMethods.At(method, place++), scrubber);
                json.WriteEndArray();
                break;
            default:
                WriteParameter(json, method, parameters, null, scrubber);
                break;
        }
    }

    private static void WriteParameter(Utf8JsonWriter json, string method, JsonElement value, ParameterKind? kind,
        Scrubber scrubber)
    {
        if (kind is { } known && Is(known, value))
            WriteKnown(json, value, scrubber);
        else if (value.ValueKind == JsonValueKind.Object)
            WriteFields(json, method, value, scrubber);
        else if (value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null)
            value.WriteTo(json);
        else
            json.WriteStringValue(KnownText.KindOf(value));
    }

    /// <summary>Fields that aren't known are left out with their names.</summary>
    private static void WriteFields(Utf8JsonWriter json, string method, JsonElement value, Scrubber scrubber)
    {
        json.WriteStartObject();
        foreach (var field in value.EnumerateObject())
        {
            if (KnownMethods.Of(method, field.Name) is not { } kind)
            {
                if (field.Value.ValueKind == JsonValueKind.String)
                    scrubber.Value(field.Name, field.Value.GetString()!); // it may come back in any answer
                json.WriteString(FieldName().IsMatch(field.Name)
                    ? scrubber.Known(field.Name) : KnownText.Of("name", field.Name.Length),
                    KnownText.KindOf(field.Value));
                continue;
            }

            json.WritePropertyName(field.Name);
            WriteParameter(json, method, field.Value, kind, scrubber);
        }

        json.WriteEndObject();
    }

    private static void WriteKnown(Utf8JsonWriter json, JsonElement value, Scrubber scrubber)
    {
        if (value.ValueKind == JsonValueKind.String)
            json.WriteStringValue(scrubber.Known(value.GetString()!));
        else
            value.WriteTo(json);
    }

    private static bool Is(ParameterKind kind, JsonElement value) => (kind, value.ValueKind) switch
    {
        (ParameterKind.Number, JsonValueKind.Number) => value.GetRawText().Length <= 20,
        (ParameterKind.Number, JsonValueKind.String) => Digits().IsMatch(value.GetString()!),
        (ParameterKind.Flag, JsonValueKind.True or JsonValueKind.False) => true,
        (ParameterKind.Hash, JsonValueKind.String) => HashDigits().IsMatch(value.GetString()!),
        (ParameterKind.Address, JsonValueKind.String) => AddressLetters().IsMatch(value.GetString()!),
        (ParameterKind.Name, JsonValueKind.String) => FieldName().IsMatch(value.GetString()!),
        _ => false,
    };

    private static string Field(string field, Scrubber scrubber)
    {
        var at = field.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = at < 0 ? (field, "") : (field[..at], field[(at + 1)..]);
        if (at < 0)
            return FieldName().IsMatch(name) && name.Length <= 20 ? scrubber.Known(name) : Length(name);
        var known = Queried.Contains(name) && ShortValue().IsMatch(value);
        return (FieldName().IsMatch(name) ? scrubber.Known(name) : Length(name)) + "=" + (known
            ? scrubber.Known(value) : Length(value));
    }

    private static string Length(string text) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"({text.Length})");

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_.]{0,63}\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex MethodName();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_.-]{0,31}\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex FieldName();

    [GeneratedRegex(@"\A(?:0[xX])?[0-9a-fA-F]{1,18}\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\A(?:0[xX])?[0-9a-fA-F]{64}\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex HashDigits();

    [GeneratedRegex(@"\A[A-Za-z0-9]{1,40}\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex AddressLetters();

    [GeneratedRegex(@"\A[A-Za-z0-9.]{0,18}\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ShortValue();
}
