using WesMemGuard.Input;
using WesMemGuard.Recording;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Runs;

/// <summary>The errors that are the input's fault (exit code 4); any other is our own (70).</summary>
public static class BadInputs
{
    /// <summary>Whether an error is the input's fault.</summary>
    public static bool Are(Exception error) => error is BadInputException or UnreadableRunException or UnknownRequestException;
}
