using System.Globalization;
using System.Resources;

namespace WesMemGuard.Texts;

/// <summary>Texts by key, in one language.</summary>
public sealed class LocalTexts
{
    private readonly string _name;

    internal LocalTexts(string name, IReadOnlyDictionary<string, string> all)
    {
        _name = name;
        All = all;
    }

    /// <summary>All texts by their keys.</summary>
    public IReadOnlyDictionary<string, string> All { get; }

    /// <summary>The text of a key.</summary>
    /// <exception cref="MissingManifestResourceException">There is no such key.</exception>
    public string this[string key] =>
        All.TryGetValue(key, out var text)
            ? text : throw new MissingManifestResourceException($"{_name} has no text \"{key}\"");

    /// <summary>The text of a key with its places filled; numbers are written the same in every language.</summary>
    /// <exception cref="MissingManifestResourceException">There is no such key.</exception>
    public string Format(string key, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, this[key], values);
}
