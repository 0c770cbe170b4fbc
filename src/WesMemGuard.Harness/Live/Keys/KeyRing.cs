using WesMemGuard.Harness.Targets;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live.Keys;

/// <summary>The senders' keys of one phase: from the environment or a file as the phase says, else the well-known test keys.</summary>
internal sealed class KeyRing
{
    private const long LargestFile = 1024 * 1024;
    private static readonly char[] Between = [' ', '\t', '\r', '\n', ',', ';'];

    private KeyRing(IReadOnlyList<WesKey> keys) => Keys = keys;

    /// <summary>At least one.</summary>
    public IReadOnlyList<WesKey> Keys { get; }

    /// <summary>Reads a phase's keys.</summary>
    /// <exception cref="BadInputException">They are not there, are none, or are fewer than the phase's addresses.</exception>
    public static KeyRing Of(ScenarioPhase phase, string scenarioFile, LiveOptions options)
    {
        var wanted = phase.Addresses ?? CoinRule.DefaultAddresses;
        if (phase.Keys is not { } source)
            return new KeyRing([.. Enumerable.Range(1, wanted).Select(WesKey.Test)]);
        var (text, name) = Text(source, phase, scenarioFile, options);
        var words = text.Split(Between, StringSplitOptions.RemoveEmptyEntries);
        var keys = words.Select(WesKey.Parse).ToList();
        if (keys.FindIndex(k => k is null) is >= 0 and var bad)
            throw Wrong(phase, scenarioFile, KeyReasons.NoKey(bad + 1, name));
        if (keys.Count == 0 || (phase.Kind == PhaseKind.Transfers && phase.Addresses is { } addresses && addresses > keys.Count))
            throw Wrong(phase, scenarioFile, KeyReasons.TooFew(name, keys.Count, phase.Addresses ?? 1));
        return new KeyRing([.. keys.OfType<WesKey>().Take(phase.Addresses ?? keys.Count)]);
    }

    private static (string Text, Reason Name) Text(KeySource source, ScenarioPhase phase, string scenarioFile, LiveOptions options)
    {
        if (source.EnvironmentVariable is { } variable)
        {
            return options.Environment.TryGetValue(variable, out var value) && value.Trim().Length > 0
                ? (value, KeyReasons.Source(variable, isVariable: true))
                : throw Wrong(phase, scenarioFile, KeyReasons.NotSet(variable));
        }

        var path = Path.GetFullPath(Path.Combine(options.ScenarioFolder, source.File!));
        return (System.Text.Encoding.UTF8.GetString(FileBytes.Read(path, source.File!, LargestFile)),
            KeyReasons.Source(source.File!, isVariable: false));
    }

    private static BadInputException Wrong(ScenarioPhase phase, string file, Reason what) =>
        new([new FileProblem(file, phase.Line, phase.Column, ScenarioReasons.OfPhase(phase.Name, what))]);
}
