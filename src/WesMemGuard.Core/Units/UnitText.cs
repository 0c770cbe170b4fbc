using System.Globalization;
using WesMemGuard.Texts;

namespace WesMemGuard.Units;

/// <summary>A number, a space and a unit, as in <c>4 MiB</c> and <c>2.5 h</c>.</summary>
/// <param name="units">The units with their factors.</param>
/// <param name="most">The largest value, in the units' base.</param>
/// <param name="mostText">The same in words.</param>
/// <param name="example">A right text, for messages.</param>
internal sealed class UnitText(IReadOnlyList<(string Name, double Factor)> units, double most, string mostText, string example)
{
    private const int LongestNumber = 40;

    /// <summary>What is allowed, in words.</summary>
    internal string Allowed { get; } = $"a number, a space and one of {Words.Names(units.Select(unit => unit.Name))}, like \"{example}\"";

    /// <summary>The same as a regular expression of JSON Schema; how large a value may be is not in it.</summary>
    internal string Pattern { get; } =
        $"^(?=[0-9.]{{1,{LongestNumber}}} )(0|[1-9][0-9]*)(\\.[0-9]+)? ({string.Join("|", units.Select(unit => unit.Name))})$";

    /// <summary>The number times its unit's factor, or what is wrong.</summary>
    internal (double Value, string? Wrong) Parse(string text)
    {
        var (number, unit) = Split(text);
        if (Wrong(text, number, unit) is { } wrong)
            return (double.NaN, $"{wrong} Allowed: {Allowed}");
        var value = double.Parse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            * units.First(known => known.Name == unit).Factor;
        return value <= most ? (value, null) : (double.NaN, $"{Words.Quote(text)} is too large; at most {mostText}");
    }

    private string? Wrong(string text, string number, string unit)
    {
        if (text.StartsWith("-", StringComparison.Ordinal))
            return $"{Words.Quote(text)} is negative.";
        if (number.Length is 0 or > LongestNumber || JsonNumbers.Wrong(number) is not null)
            return $"{Words.Quote(text)} does not begin with a number like 4 or 2.5.";
        if (unit.Length == 0)
            return $"{Words.Quote(text)} has no unit.";
        if (units.All(known => known.Name != unit))
            return $"unknown unit {Words.Quote(unit)} in {Words.Quote(text)}{Meant(unit)}";
        return text == number + " " + unit ? null : $"{Words.Quote(text)} is spaced wrongly; did you mean \"{number} {unit}\"?";
    }

    private string Meant(string unit) =>
        NearestName.Of(unit, units.Select(known => known.Name)) is { } nearest ? $"; did you mean \"{nearest}\"?" : ".";

    private static (string Number, string Unit) Split(string text)
    {
        var at = 0;
        while (at < text.Length && (text[at] is '.' or ',' || (text[at] >= '0' && text[at] <= '9')))
            at++;
        return (text.Substring(0, at), text.Substring(at).Trim());
    }
}
