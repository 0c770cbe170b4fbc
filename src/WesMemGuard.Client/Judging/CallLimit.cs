using WesMemGuard.Client.Messages;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Units;

namespace WesMemGuard.Client.Judging;

/// <summary>What calls may leave.</summary>
/// <param name="Bytes">So many bytes in so many calls.</param>
/// <param name="Text">The same as it was written.</param>
/// <param name="Calls">The calls.</param>
/// <param name="Place">File and line.</param>
internal sealed record CallLimit(double Bytes, string Text, int Calls, string Place)
{
    /// <summary>A limit as a test writes it: a size with its unit, in so many calls.</summary>
    /// <exception cref="BadInputException">The size is none.</exception>
    public static CallLimit Of(string size, int calls, string file, int line)
    {
        ArgumentNullException.ThrowIfNull(size);
        var place = ClientPlace.Of(file, line);
        var bytes = SizeText.Parse(size, out var wrong);
        if (wrong is not null)
            throw new BadInputException(place, InputReasons.Unit(wrong));
        return new CallLimit(bytes, size, calls, place);
    }

    /// <summary>Bytes a call.</summary>
    public double PerCall => Bytes / Calls;

    /// <summary>The unit of a verdict's figures.</summary>
    public string BytesUnit => Calls == 1 ? "B/call" : "B/1000 calls";

    /// <summary>The unit in words.</summary>
    public Reason Unit => Calls == 1 ? ClientReasons.PerCall() : ClientReasons.PerThousandCalls();
}
