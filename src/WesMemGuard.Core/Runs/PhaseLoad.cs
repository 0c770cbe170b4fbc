using System.Text.RegularExpressions;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Runs;

/// <summary>What load a phase declared, and what of it was done: the one place that says what counts as done.</summary>
internal static partial class PhaseLoad
{
    /// <summary>
    /// JSON-RPC's own codes: parse error, invalid request, unknown method, invalid parameters, internal error
    /// (jsonrpc.org, section 5.1).
    /// </summary>
    private static readonly int[] Protocol = [-32700, -32600, -32601, -32602, -32603];

    /// <summary>An error stands at the beginning of an answer, or it is no answer of a node.</summary>
    private const int MostOfAnswer = 4096;

    /// <summary>
    /// Requests that the phase's rate and length ask for; held connections are declared by their number alone.
    /// </summary>
    public static double Declared(Phase phase)
    {
        var due = Due(phase);
        return PhaseKinds.Of(phase.Kind).Act switch
        {
            PhaseAct.Nothing => 0,
            PhaseAct.Switch or PhaseAct.Process => due, // recordings that count none declare none
            PhaseAct.Connections => Math.Max(due, phase.Rate),
            _ => Math.Max(due, Math.Floor(phase.Rate * (phase.EndedAt - phase.StartedAt).TotalSeconds)),
        };
    }

    /// <summary>Requests that were due, whether they left or not; older files counted them as sent.</summary>
    public static long Due(Phase phase) => phase.Load?.Due ?? phase.Sent;

    /// <summary>Requests or connections that count as work of the phase's kind.</summary>
    public static double Done(Phase phase)
    {
        var errorsAreWork = PhaseKinds.Of(phase.Kind).ErrorsAreWork;
        if (phase.Load is { Results: var results })
            return results.Where(r => r.Kind == LoadResultKind.Ok
                || (errorsAreWork && r.Kind == LoadResultKind.MethodError))
                .Sum(r => r.Count);
        return phase.Ok + (errorsAreWork && OldErrorsAreTheMethods(phase) ? phase.Failed : 0);
    }

    /// <summary>The ways in which the phase's requests ended; of older files as far as they tell.</summary>
    public static IReadOnlyList<LoadResult> Results(Phase phase)
    {
        if (phase.Load is { Results: var results })
            return results;
        var failed = OldErrorsAreTheMethods(phase) ? LoadResultKind.MethodError : LoadResultKind.Unknown;
        return new[] { new LoadResult(LoadResultKind.Ok, phase.Ok), new(LoadResultKind.RateLimited, phase.Limited),
            new(failed, phase.Failed) }
            .Where(r => r.Count > 0).ToArray();
    }

    /// <summary>Whether a JSON-RPC code is the protocol's own, not one that the called method defines.</summary>
    public static bool IsOfProtocol(int code) => Protocol.Contains(code);

    /// <summary>
    /// Older files kept the first failure only, as the node sent it: where requests succeeded beside it and it is an
    /// error of the method, the others are taken for the same.
    /// </summary>
    private static bool OldErrorsAreTheMethods(Phase phase) =>
        phase is { Ok: > 0, Error: { } answer }
        && ErrorCode().Match(answer[..Math.Min(answer.Length, MostOfAnswer)]) is { Success: true } found
        && int.TryParse(found.Groups[1].ValueSpan, System.Globalization.NumberStyles.AllowLeadingSign,
            System.Globalization.CultureInfo.InvariantCulture, out var code)
        && !IsOfProtocol(code);

    /// <summary>
    /// The code in a JSON-RPC answer, in JSON or as Python prints it. The bound is the text's length: a busy machine lets time pass.
    /// </summary>
    [GeneratedRegex("""['"]error['"]\s*:\s*\{[^{}]*?['"]code['"]\s*:\s*(-?\d{1,9})""", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorCode();
}
