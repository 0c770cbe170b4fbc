using Microsoft.CodeAnalysis;
using WesMemGuard.Texts;

namespace WesMemGuard.Analyzers.Reporting;

/// <summary>One text of the rules by its key; its parts may be such texts themselves.</summary>
/// <param name="key">Its key in <c>RuleText.resx</c>.</param>
/// <param name="parts">What its places stand for; none: it is a format, of a message, whose places are filled later.</param>
internal sealed class RuleText(string key, params object[] parts) : ShownText
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(RuleText));
    private readonly string _key = key;
    private readonly object[] _parts = parts;

    /// <summary>What an effect is called.</summary>
    public static RuleText Of(Effect effect) => new("effect." + NameOf(effect));

    public static RuleText TitleOf(string id) => new(id + ".title");

    /// <summary>What the fix of a rule does, as the editor shows it.</summary>
    public static RuleText FixOf(string id) => new(id + ".fix");

    /// <summary>What the fix of a wrong name in a file does.</summary>
    public static RuleText Write(string name) => new("file.write", name);

    /// <summary>The format of a rule's message, with the effect that it names where it names one in its own words.</summary>
    public static RuleText MessageOf(string id, Effect? effect) => new(id + ".message") { Effect = effect };

    private Effect? Effect { get; set; }

    protected override string In(Language language, IFormatProvider? culture)
    {
        var texts = Texts.In(language);
        var text = Effect is { } effect ? texts[_key].Replace("{effect}", texts["effect." + NameOf(effect)]) : texts[_key];
        return _parts.Length == 0 ? text : string.Format(culture, text, _parts);
    }

    protected override int GetHash() => StringComparer.Ordinal.GetHashCode(_key);

    protected override bool AreEqual(object? other) => other is RuleText text && text._key == _key && text.Effect == Effect
        && text._parts.SequenceEqual(_parts);

    private static string NameOf(Effect effect) => effect switch
    {
        Reporting.Effect.Process => "process",
        Reporting.Effect.Source => "source",
        Reporting.Effect.Pool => "pool",
        Reporting.Effect.CleanUp => "cleanUp",
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, "no such effect"),
    };
}
