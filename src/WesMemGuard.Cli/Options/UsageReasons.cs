using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Options;

/// <summary>Why a command line can't be understood.</summary>
internal static class UsageReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(UsageReasons));

    public static Reason Unknown(string word) => new(Texts, "usage.unknown", ("word", word));

    public static Reason UnknownOption(string word) => new(Texts, "usage.unknownOption", ("word", word));

    /// <summary>An argument, or the value of an option, that isn't there.</summary>
    public static Reason Missing(string name) => new(Texts, "usage.missing", ("name", name));

    public static Reason TooMany(string name, int most) => new(Texts, "usage.tooMany", ("name", name), ("most", most));

    public static Reason NoValue(string name, string value, OptionValueKind kind) =>
        new(Texts, "usage.noValue", ("name", name), ("value", value), ("kind", Kind(kind)));

    public static Reason NoVerb(IReadOnlyList<string> verbs) => new(Texts, "usage.noVerb", ("verbs", ReasonValue.Of(verbs)));

    public static Reason Other() => new(Texts, "usage.other");

    /// <summary>A number that must lie between two.</summary>
    public static Reason OutOfRange(string option, string value, double least, double most) =>
        new(Texts, "usage.outOfRange", ("option", option), ("value", value), ("least", least), ("most", most));

    public static Reason NotAbove(string option, double least, double most) =>
        new(Texts, "usage.notAbove", ("option", option), ("least", least), ("most", most));

    public static Reason Percentage(string option, string value, double most) =>
        new(Texts, "usage.percentage", ("option", option), ("value", value), ("most", most));

    public static Reason OneOf(string option, string value, IReadOnlyList<string> allowed) =>
        new(Texts, "usage.oneOf", ("option", option), ("value", value), ("allowed", ReasonValue.Of(allowed)));

    public static Reason KeyValue(string option, string value) => new(Texts, "usage.keyValue", ("option", option), ("value", value));

    /// <summary>A quantity that is none.</summary>
    public static Reason Wrong(string option, string value, Reason why) =>
        new(Texts, "usage.wrong", ("option", option), ("value", value), ("why", why));

    public static Reason AtLeastOneSecond() => new(Texts, "usage.atLeastOneSecond");

    public static Reason AboveZero() => new(Texts, "usage.aboveZero");

    public static Reason SecondNeeded(string given, bool isDump) =>
        new(Texts, isDump ? "usage.secondDump" : "usage.secondProfile", ("given", given));

    public static Reason OnlyOfRuns(string option) => new(Texts, "usage.onlyOfRuns", ("option", option));

    public static Reason OnlyOfProfiles(string option) => new(Texts, "usage.onlyOfProfiles", ("option", option));

    public static Reason Exclude(IReadOnlyList<string> options) => new(Texts, "usage.exclude", ("options", ReasonValue.Of(options)));

    private static Reason Kind(OptionValueKind kind) => new(Texts, kind switch
    {
        OptionValueKind.WholeNumber => "usage.wholeNumber",
        OptionValueKind.Number => "usage.number",
        OptionValueKind.Flag => "usage.flag",
        _ => "usage.otherValue",
    });
}

/// <summary>What values of options are.</summary>
internal enum OptionValueKind
{
    WholeNumber,
    Number,
    Flag,
    Other,
}
