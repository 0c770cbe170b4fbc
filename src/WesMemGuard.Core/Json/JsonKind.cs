namespace WesMemGuard.Json;

/// <summary>What a JSON value is.</summary>
internal enum JsonKind
{
    /// <summary>The literal null.</summary>
    Null,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>A text in quotes.</summary>
    String,

    /// <summary>A list of values.</summary>
    Array,

    /// <summary>Named values.</summary>
    Object,

    /// <summary>Something that is no value (like NaN); its problem is already reported.</summary>
    Unreadable,
}
