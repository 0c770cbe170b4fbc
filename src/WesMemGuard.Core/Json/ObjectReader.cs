using WesMemGuard.Texts;
using WesMemGuard.Units;

namespace WesMemGuard.Json;

/// <summary>
/// Takes typed properties out of a JSON object and reports what is missing, mistyped or unknown. Null means: not there, or reported.
/// </summary>
/// <param name="value">The object.</param>
/// <param name="what">What it is, with its article: <c>a limit</c>.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class ObjectReader(JsonValue value, string what, ProblemList problems)
{
    internal const int LongestText = 500;

    /// <summary>Numbers beyond it are no longer counted one by one.</summary>
    internal const double LargestCount = 9007199254740992;

    private readonly HashSet<string> _misspelled = new(StringComparer.Ordinal);

    internal JsonValue Value => value;

    /// <summary>A reader for the value, when it is an object; unknown names are reported here.</summary>
    internal static ObjectReader? Of(JsonValue value, string what, IReadOnlyList<string> known, ProblemList problems)
    {
        if (value.Kind != JsonKind.Object)
        {
            Mistyped(value, what, "an object with " + Words.Names(known), problems);
            return null;
        }

        var reader = new ObjectReader(value, what, problems);
        foreach (var member in value.Members.Where(member => !known.Contains(member.Name)))
        {
            if (problems.More > 0)
                break; // a megabyte of unknown names is not worth a megabyte of suggestions
            problems.Add(member.Line, member.Column, Words.Unknown("property", member.Name, known, $"Allowed in {what}"));
            if (NearestName.Of(member.Name, known) is { } meant)
                reader._misspelled.Add(meant);
        }

        return reader;
    }

    /// <summary>Reports a value of the wrong kind; an unreadable one has been reported before.</summary>
    internal static void Mistyped(JsonValue value, string what, string needs, ProblemList problems)
    {
        if (value.Kind != JsonKind.Unreadable)
            problems.Add(value, $"{what} needs {needs}; got {value}");
    }

    internal JsonValue? Get(string name) => value[name];

    /// <summary>Whether an unknown property was probably meant to be this one: then its absence is no second problem.</summary>
    internal bool Misspells(string name) => _misspelled.Contains(name);

    /// <summary>A property that must be there.</summary>
    internal JsonValue? Need(string name, string needs)
    {
        var found = Get(name);
        if (found is null && !Misspells(name))
            problems.Add(value, $"{what} needs \"{name}\": {needs}");
        return found;
    }

    /// <summary>A text that isn't blank, of at most 500 characters, none of them a control character.</summary>
    internal string? Text(string name, string needs, bool must = false)
    {
        var found = must ? Need(name, needs) : Get(name);
        if (found is null)
            return null;
        if (found.Kind != JsonKind.String || found.Text!.Trim().Length == 0)
            Mistyped(found, $"\"{name}\"", needs, problems);
        else if (found.Text.Length > LongestText)
            problems.Add(found, $"\"{name}\" has {found.Text.Length} characters; allowed are {LongestText}");
        else if (found.Text.Any(char.IsControl))
            problems.Add(found, $"\"{name}\" holds a control character: {found}");
        else
            return found.Text;
        return null;
    }

    /// <summary>Any text.</summary>
    internal string? AnyText(string name)
    {
        var found = Get(name);
        if (found is not null && found.Kind != JsonKind.String)
            Mistyped(found, $"\"{name}\"", "a text", problems);
        return found?.Text;
    }

    internal bool? Flag(string name)
    {
        var found = Get(name);
        if (found is not null && found.Kind != JsonKind.Boolean)
            Mistyped(found, $"\"{name}\"", "true or false", problems);
        return found?.Boolean;
    }

    internal TimeSpan? Duration(string name, bool must = false, bool zero = false) =>
        WithUnit<TimeSpan>(name, must, "a duration with a unit", DurationText.Allowed, text =>
        {
            var duration = DurationText.Parse(text, out var wrong);
            return (duration, wrong is null && !zero
                && duration <= TimeSpan.Zero ? $"{Words.Quote(text)} is no time at all; more than 0 s is needed" : wrong);
        });

    internal double? Size(string name, string of, bool must = false) =>
        WithUnit<double>(name, must, $"a size with a unit, because {of} is a size", SizeText.Allowed,
            text => (SizeText.Parse(text, out var wrong), wrong));

    /// <summary>A plain number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    internal double? Number(string name, string needs, double least = 0, double most = LargestCount, bool must = false)
    {
        var found = must ? Need(name, needs) : Get(name);
        if (found is null)
            return null;
        if (found.Kind == JsonKind.Number && found.Number >= least && found.Number <= most)
            return found.Number;
        Mistyped(found, $"\"{name}\"", needs, problems);
        return null;
    }

    /// <summary>A whole number from 1 to <paramref name="most"/>.</summary>
    internal int? Whole(string name, int most) => (int?)WholeLong(name, most);

    /// <summary>A whole number from 1 to <paramref name="most"/>, of any size that the node takes.</summary>
    internal long? WholeLong(string name, long most)
    {
        var found = Get(name);
        if (found is null)
            return null;
        if (found.WholeNumber is { } whole && whole >= 1 && whole <= most)
            return whole;
        Mistyped(found, $"\"{name}\"", $"a whole number from 1 to {most}", problems);
        return null;
    }

    private T? WithUnit<T>(string name, bool must, string needs, string allowed, Func<string, (T Value, string? Wrong)> parse)
        where T : struct
    {
        var found = must ? Need(name, allowed) : Get(name);
        if (found is null)
            return null;
        if (found.Kind != JsonKind.String)
        {
            Mistyped(found, $"\"{name}\"", $"{needs} ({allowed})", problems);
            return null;
        }

        var (value, wrong) = parse(found.Text!);
        if (wrong is null)
            return value;
        problems.Add(found, $"\"{name}\": {wrong}");
        return null;
    }

    /// <summary>One of the named choices.</summary>
    internal T? Choice<T>(string name, string choice, IReadOnlyList<(string Name, T Value)> choices, bool must = false)
        where T : struct
    {
        var names = choices.Select(known => known.Name).ToArray();
        var found = must ? Need(name, "one of " + Words.Names(names)) : Get(name);
        if (found is null)
            return null;
        if (found.Kind != JsonKind.String)
        {
            Mistyped(found, $"\"{name}\"", "one of " + Words.Names(names), problems);
            return null;
        }

        foreach (var (known, chosen) in choices)
        {
            if (string.Equals(known, found.Text, StringComparison.Ordinal))
                return chosen;
        }

        problems.Add(found, Words.Unknown(choice, found.Text!, names));
        return null;
    }

    /// <summary>The items of an array that isn't empty.</summary>
    internal IReadOnlyList<JsonValue>? Items(string name, string needs, string whenEmpty, bool must = false)
    {
        var found = must ? Need(name, needs) : Get(name);
        if (found is null)
            return null;
        if (found.Kind == JsonKind.Array && found.Items.Count > 0)
            return found.Items;
        if (found.Kind == JsonKind.Array)
            problems.Add(found, $"\"{name}\" is empty: {whenEmpty}");
        else
            Mistyped(found, $"\"{name}\"", needs, problems);
        return null;
    }
}
