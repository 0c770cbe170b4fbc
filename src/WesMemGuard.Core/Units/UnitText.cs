using System.Globalization;
using WesMemGuard.Texts;

namespace WesMemGuard.Units;

/// <summary>A number, a space and a unit, as in <c>4 MiB</c> and <c>2.5 h</c>.</summary>
/// <param name="units">The units with their factors.</param>
/// <param name="most">The largest value, in the units' base.</param>
/// <param name="mostText">The same as it is written.</param>
/// <param name="example">A right text, for messages.</param>
internal sealed class UnitText(IReadOnlyList<(string Name, double Factor)> units, double most, string mostText, string example)
{
    private const int LongestNumber = 40;

    /// <summary>How it is written.</summary>
    internal UnitForm Form { get; } = new([.. units.Select(unit => unit.Name)], example, mostText);

    /// <summary>The same as a regular expression of JSON Schema; how large a value may be is not in it.</summary>
    internal string Pattern { get; } =
        $"^(?=[0-9.]{{1,{LongestNumber}}} )(0|[1-9][0-9]*)(\\.[0-9]+)? ({string.Join("|", units.Select(unit => unit.Name))})$";

    /// <summary>The number times its unit's factor, or what is wrong.</summary>
    internal (double Value, UnitFault? Wrong) Parse(string text)
    {
        var (number, unit) = Split(text);
        if (Wrong(text, number, unit) is { } wrong)
            return (double.NaN, wrong);
        var value = double.Parse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            * units.First(known => known.Name == unit).Factor;
        return value <= most ? (value, null) : (double.NaN, Fault(UnitFaultKind.TooLarge, text));
    }

    /// <summary>A text of this form with what is wrong with it.</summary>
    internal UnitFault Fault(UnitFaultKind kind, string text) => new(kind, text, Form);

    private UnitFault? Wrong(string text, string number, string unit)
    {
        if (text.StartsWith("-", StringComparison.Ordinal))
            return Fault(UnitFaultKind.Negative, text);
        if (number.Length is 0 or > LongestNumber || JsonNumbers.Wrong(number) is not null)
            return Fault(UnitFaultKind.NoNumber, text);
        if (unit.Length == 0)
            return Fault(UnitFaultKind.NoUnit, text);
        if (units.All(known => known.Name != unit))
            return Fault(UnitFaultKind.UnknownUnit, text) with { Unit = unit, Meant = NearestName.Of(unit, Form.Units) };
        return text == number + " " + unit ? null : Fault(UnitFaultKind.Spacing, text) with { Meant = number + " " + unit };
    }

    private static (string Number, string Unit) Split(string text)
    {
        var at = 0;
        while (at < text.Length && (text[at] is '.' or ',' || (text[at] >= '0' && text[at] <= '9')))
            at++;
        return (text.Substring(0, at), text.Substring(at).Trim());
    }
}
