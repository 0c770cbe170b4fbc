namespace WesMemGuard.Units;

/// <summary>What a number of JSON looks like (RFC 8259, section 6).</summary>
internal static class JsonNumbers
{
    /// <summary>What is wrong with the spelling, or null.</summary>
    internal static NumberFault? Wrong(string raw)
    {
        var at = raw[0] == '-' ? 1 : 0;
        if (raw[0] == '+')
            return NumberFault.PlusSign;
        var whole = Digits(raw, at);
        if (whole == 0)
            return at < raw.Length && raw[at] == '.' ? NumberFault.PointFirst : NumberFault.NoNumber;
        if (whole > 1 && raw[at] == '0')
            return NumberFault.LeadingZero;
        at += whole;
        if (at < raw.Length && raw[at] == '.')
        {
            var fraction = Digits(raw, at + 1);
            if (fraction == 0)
                return NumberFault.NoFraction;
            at += 1 + fraction;
        }

        if (at < raw.Length && raw[at] is 'e' or 'E')
        {
            at++;
            if (at < raw.Length && raw[at] is '+' or '-')
                at++;
            var exponent = Digits(raw, at);
            if (exponent == 0)
                return NumberFault.NoExponent;
            at += exponent;
        }

        return at == raw.Length ? null : NumberFault.WithUnit;
    }

    /// <summary>Whether a well-spelled number has no digit but 0 before its exponent.</summary>
    internal static bool IsZero(string raw)
    {
        foreach (var c in raw)
        {
            if (c is 'e' or 'E')
                break;
            if (c is >= '1' and <= '9')
                return false;
        }

        return true;
    }

    private static int Digits(string raw, int at)
    {
        var end = at;
        while (end < raw.Length && raw[end] is >= '0' and <= '9')
            end++;
        return end - at;
    }
}

/// <summary>What is wrong with the spelling of a number.</summary>
internal enum NumberFault
{
    PlusSign,
    PointFirst,
    NoNumber,
    LeadingZero,
    NoFraction,
    NoExponent,

    /// <summary>Something follows that is no part of a number, like a unit.</summary>
    WithUnit,
    TooLarge,
    TooSmall,
}
