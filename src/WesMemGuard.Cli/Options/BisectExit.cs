using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Options;

/// <summary>
/// The exit codes of <c>run --bisect</c>, as <c>git bisect run</c> reads them: 0 is good, 125 skips, 1 to 127 is bad,
/// and more ends the bisection (git-bisect(1)). Wrong input or usage must end it: as a bad commit it would lead astray.
/// </summary>
internal static class BisectExit
{
    private const int Skip = 125;
    private const int Abort = 128;

    /// <summary>The code for git of our own.</summary>
    public static int Of(int code) => code switch
    {
        ExitCodes.Held or ExitCodes.Broken => code,
        ExitCodes.Inconclusive or ExitCodes.NotMeasured or ExitCodes.NoNode => Skip,
        _ => Math.Max(Abort, code),
    };
}
