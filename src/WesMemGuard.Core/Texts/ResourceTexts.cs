using System.Globalization;
using System.Resources;

namespace WesMemGuard.Texts;

/// <summary>
/// The texts of one class in both languages: <c>X.resx</c> and <c>X.zh.resx</c> beside <c>X.cs</c>. Every key is in
/// both; a test of the conventions holds it.
/// </summary>
public sealed class ResourceTexts
{
    private readonly Lazy<IReadOnlyDictionary<string, string>>[] _texts;
    private readonly string _name;

    private ResourceTexts(Type beside)
    {
        _name = beside.FullName!;
        _texts = [new(() => Read(beside, "")), new(() => Read(beside, ".zh"))];
    }

    /// <summary>The pair beside a class.</summary>
    public static ResourceTexts Beside(Type type) => new(type);

    /// <summary>The pair in one language.</summary>
    public LocalTexts In(Language language) => new(_name, _texts[(int)language].Value);

    private static Dictionary<string, string> Read(Type beside, string language)
    {
        var name = $"{beside.FullName}{language}.resources";
        using var stream = beside.Assembly.GetManifestResourceStream(name)
            ?? throw new MissingManifestResourceException(
                $"{name} is not in {beside.Assembly.GetName().Name}: add {beside.Name}{language}.resx beside {beside.Name}.cs");
        using var reader = new ResourceReader(stream);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var entry = reader.GetEnumerator(); entry.MoveNext();)
            texts.Add((string)entry.Key, Convert.ToString(entry.Value, CultureInfo.InvariantCulture)!);
        return texts;
    }
}
