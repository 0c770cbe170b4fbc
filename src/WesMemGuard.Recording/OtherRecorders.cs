using WesMemGuard.Runs;

namespace WesMemGuard.Recording;

/// <summary>
/// What went wrong by the words of other recorders, and of ours before <c>errorKind</c> was written: names of
/// exceptions, messages of systems (<c>ConnectionRefusedError: [Errno 111] …</c>, <c>TimeoutError: timed out</c>).
/// Nothing that is recorded now is read so.
/// </summary>
internal static class OtherRecorders
{
    private static readonly string[] Refused = ["refused", "ECONNREFUSED", "unreachable"];

    private static readonly string[] TimedOut = ["timed out", "timeout", "ETIMEDOUT", "no answer in"];

    /// <summary>In the client's own words, so that equal runs give equal messages.</summary>
    public static Miss Miss(string error)
    {
        if (Says(error, Refused))
            return new Miss(MissKind.Refused, "connection refused");
        return Says(error, TimedOut)
            ? new Miss(MissKind.TimedOut, "timed out")
            : new Miss(MissKind.Closed, "the connection was closed before the answer was whole");
    }

    private static bool Says(string error, string[] words) =>
        Array.Exists(words, word => error.Contains(word, StringComparison.OrdinalIgnoreCase));
}
