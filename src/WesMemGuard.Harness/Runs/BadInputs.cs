using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Recording;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Runs;

/// <summary>The errors that are the input's fault (exit code 4); any other is our own (70).</summary>
internal static class BadInputs
{
    /// <summary>Whether an error is the input's fault.</summary>
    public static bool Are(Exception error) => error is BadInputException or UnreadableRunException or UnknownRequestException;

    /// <summary>What is wrong, to be said in the reader's language as far as it is known there.</summary>
    public static Reason ReasonOf(Exception error) => error is BadInputException bad ? bad.Reason : InputReasons.Verbatim(error.Message);
}
