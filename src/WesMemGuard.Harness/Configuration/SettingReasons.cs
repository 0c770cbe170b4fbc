using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Configuration;

/// <summary>What the keys of the configuration mean, and what is wrong with a value.</summary>
internal static class SettingReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(SettingReasons));

    /// <summary>What a key is for, one phrase.</summary>
    public static Reason Meaning(SettingKey key) => new(Texts, key switch
    {
        SettingKey.Out => "setting.out",
        SettingKey.Parallel => "setting.parallel",
        SettingKey.ReplayTimeout => "setting.replayTimeout",
        _ => "setting.inconclusive",
    });

    /// <summary>What its value may be.</summary>
    public static Reason Allowed(SettingKey key) => new(Texts, key switch
    {
        SettingKey.Out => "setting.aPath",
        SettingKey.Parallel => "setting.aWholeNumber",
        SettingKey.ReplayTimeout => "setting.aDuration",
        _ => "setting.failOrInconclusive",
    });

    /// <summary>A meaning with what is allowed.</summary>
    public static Reason Described(Reason meaning, Reason allowed) =>
        new(Texts, "setting.described", ("meaning", meaning), ("allowed", allowed));

    public static Reason Wrong(string key, Reason got, Reason allowed) =>
        new(Texts, "setting.wrong", ("key", key), ("got", got), ("allowed", allowed));

    /// <summary>A value as text.</summary>
    public static Reason Text(string value) => new(Texts, "setting.text", ("value", OneLine.Name(value)));

    public static Reason NoValue(string key, Reason allowed) => new(Texts, "setting.noValue", ("key", key), ("allowed", allowed));

    public static Reason UnknownKey(string key, string? nearest, IReadOnlyList<string> known) =>
        new(Texts, "setting.unknownKey", ("key", OneLine.Name(key)), ("nearest", nearest), ("known", ReasonValue.Of(known)));

    public static Reason NoObject(Reason got) => new(Texts, "setting.noObject", ("got", got));

    public static Reason NoString(string key, Reason got) => new(Texts, "setting.noString", ("key", key), ("got", got));
}

/// <summary>The keys of the configuration.</summary>
internal enum SettingKey
{
    Out,
    Parallel,
    ReplayTimeout,
    Inconclusive,
}
