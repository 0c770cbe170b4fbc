using WesMemGuard.Reasons;

namespace WesMemGuard.Scenarios;

/// <summary>
/// An address spends its one coin once a block, and blocks lie up to 30 s apart (node.md 7.10): a rate of transfers needs rate
/// times 30 addresses, or the node refuses the others as spent twice.
/// </summary>
internal static class CoinRule
{
    /// <summary>Addresses of transfers where a phase doesn't say.</summary>
    internal const int DefaultAddresses = 40;

    /// <summary>Every fourth or fifth block comes so late.</summary>
    internal static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(30);

    /// <summary>The addresses that a phase needs.</summary>
    internal static int Needed(ScenarioPhase phase) => (int)Math.Ceiling(phase.MostRate * LongestGap.TotalSeconds);

    /// <summary>What a reader of the scenario should know.</summary>
    internal static IReadOnlyList<Reason> Notices(Scenario scenario) => [.. scenario.AllPhases.Where(IsShort).Select(Notice)];

    private static bool IsShort(ScenarioPhase phase) =>
        phase.Kind == PhaseKind.Transfers && phase.For > LongestGap && (phase.Addresses ?? DefaultAddresses) < Needed(phase);

    private static Reason Notice(ScenarioPhase phase)
    {
        var addresses = phase.Addresses ?? DefaultAddresses;
        return ScenarioReasons.FewAddresses(
            phase.Name, addresses, addresses / LongestGap.TotalSeconds, phase.MostRate, LongestGap, Needed(phase));
    }
}
