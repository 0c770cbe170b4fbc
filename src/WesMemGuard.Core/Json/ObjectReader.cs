using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Units;

namespace WesMemGuard.Json;

/// <summary>
/// Takes typed properties out of a JSON object and reports what is missing, mistyped or unknown. Null means: not there, or reported.
/// </summary>
/// <param name="value">The object.</param>
/// <param name="what">What it is: <c>a limit</c>.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class ObjectReader(JsonValue value, Reason what, ProblemList problems)
{
    internal const int LongestText = 500;

    /// <summary>Numbers beyond it are no longer counted one by one.</summary>
    internal const double LargestCount = 9007199254740992;

    private readonly HashSet<string> _misspelled = new(StringComparer.Ordinal);

    internal JsonValue Value => value;

    /// <summary>A reader for the value, when it is an object; unknown names are reported here.</summary>
    internal static ObjectReader? Of(JsonValue value, Reason what, IReadOnlyList<string> known, ProblemList problems)
    {
        if (value.Kind != JsonKind.Object)
        {
            Mistyped(value, what, JsonReasons.AnObject(known), problems);
            return null;
        }

        var reader = new ObjectReader(value, what, problems);
        foreach (var member in value.Members.Where(member => !known.Contains(member.Name)))
        {
            if (problems.More > 0)
                break; // a megabyte of unknown names is not worth a megabyte of suggestions
            var meant = NearestName.Of(member.Name, known);
            problems.Add(member.Line, member.Column,
                JsonReasons.Unknown(JsonReasons.UnknownProperty(), member.Name, meant, JsonReasons.AllowedIn(what, known)));
            if (meant is not null)
                reader._misspelled.Add(meant);
        }

        return reader;
    }

    /// <summary>Reports a value of the wrong kind; an unreadable one has been reported before.</summary>
    internal static void Mistyped(JsonValue value, Reason what, Reason needs, ProblemList problems)
    {
        if (value.Kind != JsonKind.Unreadable)
            problems.Add(value, JsonReasons.Mistyped(what, needs, value.Found));
    }

    internal JsonValue? Get(string name) => value[name];

    /// <summary>Whether an unknown property was probably meant to be this one: then its absence is no second problem.</summary>
    internal bool Misspells(string name) => _misspelled.Contains(name);

    /// <summary>A property that must be there.</summary>
    internal JsonValue? Need(string name, Reason needs)
    {
        var found = Get(name);
        if (found is null && !Misspells(name))
            problems.Add(value, JsonReasons.Missing(what, name, needs));
        return found;
    }

    /// <summary>A text that isn't blank, of at most 500 characters, none of them a control character.</summary>
    internal string? Text(string name, Reason needs, bool must = false)
    {
        var found = must ? Need(name, needs) : Get(name);
        if (found is null)
            return null;
        if (found.Kind != JsonKind.String || found.Text!.Trim().Length == 0)
            Mistyped(found, JsonReasons.Property(name), needs, problems);
        else if (found.Text.Length > LongestText)
            problems.Add(found, JsonReasons.LongString(name, found.Text.Length, LongestText));
        else if (found.Text.Any(char.IsControl))
            problems.Add(found, JsonReasons.Control(name, found.Found));
        else
            return found.Text;
        return null;
    }

    /// <summary>Any text.</summary>
    internal string? AnyText(string name)
    {
        var found = Get(name);
        if (found is not null && found.Kind != JsonKind.String)
            Mistyped(found, JsonReasons.Property(name), JsonReasons.AString(), problems);
        return found?.Text;
    }

    internal bool? Flag(string name)
    {
        var found = Get(name);
        if (found is not null && found.Kind != JsonKind.Boolean)
            Mistyped(found, JsonReasons.Property(name), JsonReasons.AFlag(), problems);
        return found?.Boolean;
    }

    internal TimeSpan? Duration(string name, bool must = false, bool zero = false) =>
        WithUnit<TimeSpan>(name, must, JsonReasons.ADuration(DurationText.Form), DurationText.Form, text =>
        {
            var duration = DurationText.Parse(text, out var wrong);
            return (duration, wrong is null && !zero
                && duration <= TimeSpan.Zero ? DurationText.Zero(text) : wrong);
        });

    internal double? Size(string name, string of, bool must = false) =>
        WithUnit<double>(name, must, JsonReasons.ASize(of, SizeText.Form), SizeText.Form,
            text => (SizeText.Parse(text, out var wrong), wrong));

    /// <summary>A plain number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    internal double? Number(string name, Reason needs, double least = 0, double most = LargestCount, bool must = false)
    {
        var found = must ? Need(name, needs) : Get(name);
        if (found is null)
            return null;
        if (found.Kind == JsonKind.Number && found.Number >= least && found.Number <= most)
            return found.Number;
        Mistyped(found, JsonReasons.Property(name), needs, problems);
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
        Mistyped(found, JsonReasons.Property(name), JsonReasons.Whole(most), problems);
        return null;
    }

    private T? WithUnit<T>(string name, bool must, Reason needs, UnitForm form, Func<string, (T Value, UnitFault? Wrong)> parse)
        where T : struct
    {
        var found = must ? Need(name, InputReasons.Form(form)) : Get(name);
        if (found is null)
            return null;
        if (found.Kind != JsonKind.String)
        {
            Mistyped(found, JsonReasons.Property(name), needs, problems);
            return null;
        }

        var (value, wrong) = parse(found.Text!);
        if (wrong is null)
            return value;
        problems.Add(found, JsonReasons.Of(name, InputReasons.Unit(wrong)));
        return null;
    }

    /// <summary>One of the named choices.</summary>
    internal T? Choice<T>(string name, Reason choice, IReadOnlyList<(string Name, T Value)> choices, bool must = false)
        where T : struct
    {
        var names = choices.Select(known => known.Name).ToArray();
        var found = must ? Need(name, JsonReasons.OneOf(names)) : Get(name);
        if (found is null)
            return null;
        if (found.Kind != JsonKind.String)
        {
            Mistyped(found, JsonReasons.Property(name), JsonReasons.OneOf(names), problems);
            return null;
        }

        foreach (var (known, chosen) in choices)
        {
            if (string.Equals(known, found.Text, StringComparison.Ordinal))
                return chosen;
        }

        problems.Add(found,
            JsonReasons.Unknown(choice, found.Text!, NearestName.Of(found.Text!, names), JsonReasons.Allowed(names)));
        return null;
    }

    /// <summary>The items of an array that isn't empty.</summary>
    internal IReadOnlyList<JsonValue>? Items(string name, Reason needs, Reason whenEmpty, bool must = false)
    {
        var found = must ? Need(name, needs) : Get(name);
        if (found is null)
            return null;
        if (found.Kind == JsonKind.Array && found.Items.Count > 0)
            return found.Items;
        if (found.Kind == JsonKind.Array)
            problems.Add(found, JsonReasons.EmptyArray(name, whenEmpty));
        else
            Mistyped(found, JsonReasons.Property(name), needs, problems);
        return null;
    }
}
