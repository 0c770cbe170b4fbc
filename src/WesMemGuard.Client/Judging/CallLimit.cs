using WesMemGuard.Client.Messages;
using WesMemGuard.Reasons;

namespace WesMemGuard.Client.Judging;

/// <summary>What calls may leave.</summary>
/// <param name="Bytes">So many bytes in so many calls.</param>
/// <param name="Text">The same as it was written.</param>
/// <param name="Calls">The calls.</param>
/// <param name="Place">File and line.</param>
internal sealed record CallLimit(double Bytes, string Text, int Calls, string Place)
{
    /// <summary>Bytes a call.</summary>
    public double PerCall => Bytes / Calls;

    /// <summary>The unit in words.</summary>
    public Reason Unit => Calls == 1 ? ClientReasons.PerCall() : ClientReasons.PerThousandCalls();
}
