using System.Text.Json;

namespace WesMemGuard.Reasons;

/// <summary>
/// Reasons in JSON, for machines: <c>reasonId</c> and <c>reasonArguments</c>, bytes and seconds as numbers, moments as ISO 8601.
/// </summary>
internal static class ReasonJson
{
    /// <summary>Writes both members into the object that is open.</summary>
    public static void WriteMembers(Utf8JsonWriter json, Reason reason)
    {
        json.WriteString("reasonId", reason.Id);
        json.WriteStartObject("reasonArguments");
        foreach (var argument in reason.Arguments.Where(a => a.Value != ReasonValue.None))
        {
            json.WritePropertyName(argument.Name);
            Write(json, argument.Value);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReasonValue value)
    {
        switch (value)
        {
            case ReasonValue.Number { Value: var number }:
                Write(json, number);
                break;
            case ReasonValue.Size size:
                Write(json, size.Value.Bytes);
                break;
            case ReasonValue.Duration duration:
                Write(json, duration.Value.TotalSeconds);
                break;
            case ReasonValue.Instant instant:
                json.WriteStringValue(instant.Value.UtcDateTime);
                break;
            case ReasonValue.Name name:
                json.WriteStringValue(name.Value);
                break;
            case ReasonValue.Nested nested:
                json.WriteStartObject();
                WriteMembers(json, nested.Value);
                json.WriteEndObject();
                break;
            case ReasonValue.Several several:
                json.WriteStartArray();
                foreach (var item in several.Items)
                    Write(json, item);
                json.WriteEndArray();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value, "no such argument");
        }
    }

    private static void Write(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
    }
}
