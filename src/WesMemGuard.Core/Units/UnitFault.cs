namespace WesMemGuard.Units;

/// <summary>What is wrong with the text of a quantity.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text as given.</param>
/// <param name="Form">How it is written rightly.</param>
internal sealed record UnitFault(UnitFaultKind Kind, string Text, UnitForm Form)
{
    /// <summary>The unit as given; empty when there is none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The unit, or the whole text, that was probably meant; null when none is near.</summary>
    public string? Meant { get; init; }
}

/// <summary>The kinds of <see cref="UnitFault"/>.</summary>
internal enum UnitFaultKind
{
    /// <summary>A negative quantity.</summary>
    Negative,

    /// <summary>It doesn't begin with a number.</summary>
    NoNumber,

    /// <summary>A number alone.</summary>
    NoUnit,

    /// <summary>A unit that is none of the form's.</summary>
    UnknownUnit,

    /// <summary>Other than one space between number and unit.</summary>
    Spacing,

    /// <summary>More than the form allows.</summary>
    TooLarge,

    /// <summary>Zero where more is needed.</summary>
    Zero,
}

/// <summary>How a quantity is written: a number, a space and a unit.</summary>
/// <param name="Units">The units.</param>
/// <param name="Example">A right text.</param>
/// <param name="Most">The largest quantity.</param>
internal sealed record UnitForm(IReadOnlyList<string> Units, string Example, string Most);
