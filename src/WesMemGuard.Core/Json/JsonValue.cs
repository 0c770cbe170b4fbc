using System.Globalization;
using WesMemGuard.Texts;

namespace WesMemGuard.Json;

/// <summary>A JSON value that knows where it stands in its file.</summary>
internal sealed class JsonValue
{
    internal JsonValue(JsonKind kind, int line, int column, int start, int end)
    {
        Kind = kind;
        Line = line;
        Column = column;
        Start = start;
        End = end;
    }

    /// <summary>What it is.</summary>
    public JsonKind Kind { get; }

    /// <summary>The line of its first character, from 1.</summary>
    public int Line { get; }

    /// <summary>The column of its first character, from 1, in UTF-16 units.</summary>
    public int Column { get; }

    /// <summary>Where it starts in the decoded text (without a byte order mark), from 0, in UTF-16 units.</summary>
    public int Start { get; }

    /// <summary>Where it ends in the decoded text: the place behind its last character.</summary>
    public int End { get; }

    /// <summary>The text of a String; null for every other kind.</summary>
    public string? Text { get; internal init; }

    /// <summary>The number of a Number; null for every other kind.</summary>
    public double? Number { get; internal init; }

    /// <summary>The number of a Number that is written as a whole number and fits 64 bits; else null.</summary>
    public long? WholeNumber =>
        Kind == JsonKind.Number
            && long.TryParse(Raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    /// <summary>The value of a Boolean; null for every other kind.</summary>
    public bool? Boolean { get; internal init; }

    /// <summary>The properties of an Object in the order of the file, each name once; empty for every other kind.</summary>
    public IReadOnlyList<JsonMember> Members { get; internal init; } = [];

    /// <summary>The items of an Array; empty for every other kind.</summary>
    public IReadOnlyList<JsonValue> Items { get; internal init; } = [];

    /// <summary>The number as written.</summary>
    internal string Raw { get; init; } = "";

    /// <summary>The value of a property, or null when this is no Object or has no such property.</summary>
    public JsonValue? this[string name] => Find(name)?.Value;

    /// <summary>The property of that name, or null when this is no Object or has no such property.</summary>
    public JsonMember? Find(string name)
    {
        foreach (var member in Members)
        {
            if (string.Equals(member.Name, name, StringComparison.Ordinal))
                return member;
        }

        return null;
    }

    /// <summary>The value in a few words, for messages: <c>the number 5</c>, <c>"abc"</c>, <c>an object</c>.</summary>
    public override string ToString() => Kind switch
    {
        JsonKind.Null => "null",
        JsonKind.Boolean => Boolean == true ? "true" : "false",
        JsonKind.Number => "the number " + (Raw.Length > 40 ? Raw.Substring(0, 40) + "…" : Raw),
        JsonKind.String => Words.Quote(Text ?? ""),
        JsonKind.Array => "an array",
        JsonKind.Object => "an object",
        _ => "something unreadable",
    };
}

/// <summary>One property of a JSON object.</summary>
/// <param name="Name">Its name, unescaped.</param>
/// <param name="Line">The line of the name, from 1.</param>
/// <param name="Column">The column of the name's opening quote, from 1.</param>
/// <param name="Value">Its value.</param>
internal sealed record JsonMember(string Name, int Line, int Column, JsonValue Value);
