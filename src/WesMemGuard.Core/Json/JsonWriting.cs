using System.Globalization;
using System.Text;

namespace WesMemGuard.Json;

/// <summary>Writes a value as compact JSON; numbers stay as they were written.</summary>
internal static class JsonWriting
{
    /// <summary>The value as compact JSON, without the comments and trailing commas it may have had in the file.</summary>
    public static string ToJson(this JsonValue value)
    {
        var json = new StringBuilder();
        Write(value, json);
        return json.ToString();
    }

    private static void Write(JsonValue value, StringBuilder json)
    {
        switch (value.Kind)
        {
            case JsonKind.Object:
                WriteObject(value, json);
                break;
            case JsonKind.Array:
                WriteArray(value, json);
                break;
            case JsonKind.String:
                WriteText(value.Text ?? "", json);
                break;
            case JsonKind.Number:
                json.Append(value.Raw);
                break;
            case JsonKind.Boolean:
                json.Append(value.Boolean == true ? "true" : "false");
                break;
            default:
                json.Append("null");
                break;
        }
    }

    private static void WriteObject(JsonValue value, StringBuilder json)
    {
        json.Append('{');
        for (var i = 0; i < value.Members.Count; i++)
        {
            if (i > 0)
                json.Append(',');
            WriteText(value.Members[i].Name, json);
            json.Append(':');
            Write(value.Members[i].Value, json);
        }

        json.Append('}');
    }

    private static void WriteArray(JsonValue value, StringBuilder json)
    {
        json.Append('[');
        for (var i = 0; i < value.Items.Count; i++)
        {
            if (i > 0)
                json.Append(',');
            Write(value.Items[i], json);
        }

        json.Append(']');
    }

    private static void WriteText(string text, StringBuilder json)
    {
        json.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                json.Append('\\').Append(c);
            else if (c < ' ' || char.IsSurrogate(c))
                json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                json.Append(c);
        }

        json.Append('"');
    }
}
