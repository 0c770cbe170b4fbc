using WesMemGuard.Node.Services.Go;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Preflight;

/// <summary>Whether a node can be measured at all, check by check.</summary>
/// <param name="Lines">The checks, in their order: ten of a WES node, seven of another Go service.</param>
/// <param name="Answered">Whether anybody answered at all.</param>
internal sealed record PreflightReport(IReadOnlyList<PreflightLine> Lines, bool Answered)
{
    /// <summary>The worst state of all lines.</summary>
    public PreflightState Worst => Lines.Max(l => l.State);

    /// <summary>0 when all is ok, 2 when something is limited, 3 when something is impossible, 5 when nobody answered.</summary>
    public int ExitCode => !Answered ? ExitCodes.NoNode : Worst switch
    {
        PreflightState.Ok => ExitCodes.Held,
        PreflightState.Limited => ExitCodes.Inconclusive,
        _ => ExitCodes.NotMeasured,
    };

    /// <summary>Judges what was seen of a node. Pure.</summary>
    public static PreflightReport Of(PreflightLook look) => new(
        look.Service.Name == GoServiceProfile.Name ? GoChecks.Of(look) :
        [
            AnswerChecks.Endpoint(look), AnswerChecks.Mode(look), AnswerChecks.Sampler(look), AnswerChecks.Modules(look),
            PortChecks.Metrics(look), PortChecks.Diagnostics(look),
            OutsideChecks.Rate(look), OutsideChecks.Clock(look), OutsideChecks.Identity(look), OutsideChecks.Coins(look),
        ],
        look.IsAnswered);
}
